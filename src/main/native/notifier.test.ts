import { beforeEach, expect, test, vi } from 'vitest';
import type { Log } from '../../base/log';
import { createNotifier } from './notifier';

const system = vi.hoisted(() => {
  type Listener = (...given: unknown[]) => void;
  class Notification {
    static isSupported = (): boolean => system.hasNotices;
    readonly listeners = new Map<string, Listener>();
    constructor(readonly options: { title: string; body: string }) {}
    on(event: string, listener: Listener): void {
      this.listeners.set(event, listener);
    }
    show(): void {
      system.shown.push(this);
    }
  }
  return { hasNotices: true, shown: [] as Notification[], Notification };
});
vi.mock('electron', () => ({ Notification: system.Notification }));

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn(), close: vi.fn() } satisfies Log;
beforeEach(() => {
  Object.assign(system, { hasNotices: true, shown: [] });
  vi.clearAllMocks();
});

const notifier = () => createNotifier({ isWatched: () => true, onClick: () => undefined, log });

test('what a rule says is shown, also while the window is looked at, and a click leads to it', () => {
  const onClick = vi.fn();
  expect(notifier().show({ title: 'From Scans', body: 'a.pdf came' }, onClick)).toBe(true);
  const [shown] = system.shown;
  expect(shown?.options).toMatchObject({ title: 'From Scans', body: 'a.pdf came' });
  expect(onClick).not.toHaveBeenCalled();
  shown?.listeners.get('click')?.();
  expect(onClick).toHaveBeenCalledTimes(1);
});

test('where nothing shows notices, that is said and nothing happens', () => {
  system.hasNotices = false;
  expect(notifier().show({ title: 'T', body: 'B' }, vi.fn())).toBe(false);
  expect(system.shown).toEqual([]);
});

test('one that the system refuses is noted', () => {
  notifier().show({ title: 'T', body: 'B' }, vi.fn());
  system.shown[0]?.listeners.get('failed')?.({}, 'no service');
  expect(log.warn).toHaveBeenCalledWith('notice.failed', { error: 'no service' });
});
