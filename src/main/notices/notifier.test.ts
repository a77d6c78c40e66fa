import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Log } from '../../base/log';
import type { Snapshot } from '../../shared/model/engine';
import type { Notice } from './notice-desk';
import { createNotifier, type Notifier } from './notifier';
import type { NoticeListener, SystemNotice } from './system-notice';

const system = vi.hoisted(() => ({ shown: [] as { notice: SystemNotice; listener: NoticeListener }[] }));
vi.mock('./system-notice', () => ({
  showSystemNotice: (notice: SystemNotice, listener: NoticeListener) => void system.shown.push({ notice, listener }),
}));

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn(), close: vi.fn() } satisfies Log;
const calls = { onShow: vi.fn(), onRetry: vi.fn(), onUnshown: vi.fn() };
let isWatched = false;
beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 12) });
  system.shown.length = 0;
  isWatched = false;
  vi.clearAllMocks();
});
afterEach(() => void vi.useRealTimers());

const made = (level: 'off' | 'problems' = 'problems', quietHours: { from: string; to: string } | null = null): Notifier => {
  const notifier = createNotifier({ isWatched: () => isWatched, ...calls, icon: '/i.png', log });
  notifier.follow({ level, quietHours });
  return notifier;
};
const locked = (count: number): Snapshot => ({ byCause: { locked: count }, intakeHold: null, folders: [] }) as unknown as Snapshot;
const said: Notice = { title: 'From Scans', body: 'a\u202e.pdf came', place: { screen: 'files', value: 'fileId=3' }, retry: null };

describe('what is gathered', () => {
  test('is shown once it rests, with buttons that lead on', () => {
    const notifier = made();
    notifier.update(locked(0));
    notifier.update(locked(2));
    vi.advanceTimersByTime(10_000);
    expect(system.shown.map(({ notice }) => [notice.title, notice.actions.map(({ id }) => id)])).toEqual([['2 files are locked', ['show', 'retry']]]);
    system.shown[0]?.listener.onAction('show');
    expect(calls.onShow).toHaveBeenCalledWith({ screen: 'attention', value: 'cause=locked' });
    system.shown[0]?.listener.onAction('retry');
    expect(calls.onRetry).toHaveBeenCalledWith('locked');
  });

  test('is not shown to somebody who looks at the window, or wants none', () => {
    for (const notifier of [((isWatched = true), made()), made('off')]) {
      notifier.update(locked(0));
      notifier.update(locked(2));
      vi.advanceTimersByTime(120_000);
      isWatched = false;
    }
    expect(system.shown).toEqual([]);
  });

  test('waits for the end of quiet hours, and is one notice then', () => {
    const notifier = made('problems', { from: '11:00', to: '13:00' });
    notifier.update(locked(0));
    for (let i = 1; i <= 30; i += 1) {
      notifier.update(locked(i));
      vi.advanceTimersByTime(60_000);
    }
    expect(system.shown).toEqual([]);
    vi.advanceTimersByTime(31 * 60_000);
    expect(system.shown.map(({ notice }) => notice.title)).toEqual(['30 files are locked']);
  });

  test('goes to the window where the system refuses it', () => {
    const notifier = made();
    notifier.update(locked(0));
    notifier.update(locked(1));
    vi.advanceTimersByTime(10_000);
    system.shown[0]?.listener.onFailed('no service');
    expect(log.warn).toHaveBeenCalledWith('notice.failed', { reason: 'no service' });
    expect(calls.onUnshown).toHaveBeenCalledWith(expect.objectContaining({ title: '1 file is locked', retry: 'locked' }));
  });
});

describe('what a rule says', () => {
  test('is shown also to somebody who looks, with nothing hidden in it', () => {
    isWatched = true;
    expect(made().say(said)).toBe(true);
    expect(system.shown[0]?.notice).toMatchObject({ title: 'From Scans', body: 'a\\u202e.pdf came' });
    system.shown[0]?.listener.onAction('show');
    expect(calls.onShow).toHaveBeenCalledWith(said.place);
  });

  test('is left to the list of notices in quiet hours and where none are wanted', () => {
    expect(made('off').say(said)).toBe(false);
    expect(made('problems', { from: '11:00', to: '13:00' }).say(said)).toBe(false);
    expect(system.shown).toEqual([]);
  });
});
