import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Log } from '../../base/log';
import type { Database } from '../store/database';
import type { NewNotice } from '../store/notices';
import { openStore } from '../store/open-store';
import type { ShownNotice } from '../workers/process-host';
import { Notices } from './notices';
import { sumUpNotices } from './sum-up-notices';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() } as unknown as Log;
const notice = (message: string, more: Partial<NewNotice> = {}): NewNotice => ({ level: 'info', title: 'T', message, rule: 'R', fileId: 1, ...more });

describe('notices', () => {
  let folder: string;
  let database: Database;
  let shown: ShownNotice[];
  let notices: Notices;
  let show: (one: ShownNotice) => Promise<void>;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    folder = mkdtempSync(join(tmpdir(), 'notices-'));
    ({ database } = openStore(folder));
    shown = [];
    show = (one) => {
      shown.push(one);
      return Promise.resolve();
    };
    notices = new Notices({ database, host: { showNotice: (one) => show(one) }, log, revised: () => undefined });
  });
  afterEach(() => {
    vi.useRealTimers();
    notices.close();
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const say = (one: NewNotice): void => {
    database.transaction((writer) => notices.keep(writer, one));
    notices.tell(one);
  };

  it('of one moment are one on the screen, and all in the list, newest first', () => {
    for (let index = 1; index <= 500; index += 1) say(notice(`file ${index}`));
    vi.advanceTimersByTime(60_000);
    expect(shown).toEqual([{ title: '500 notices', message: 'file 1\nfile 2\nfile 3\n…', level: 'info', fileId: null }]);
    expect(notices.page(0, 2)).toMatchObject({ total: 500, unread: 500, notices: [{ message: 'file 500' }, { message: 'file 499' }] });
  });

  it('of a long stream come with a pause between them', () => {
    for (let second = 0; second < 60; second += 1) {
      say(notice(`at ${second}`));
      vi.advanceTimersByTime(1_000);
    }
    expect(shown.length).toBeGreaterThan(1);
    expect(shown.length).toBeLessThanOrEqual(13);
    vi.advanceTimersByTime(10_000);
    expect(shown.at(-1)?.message).toContain('at 5');
  });

  it('that nobody can show stand in the list all the same', async () => {
    show = () => Promise.reject(new Error('no such service'));
    say(notice('quiet'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(notices.page(0, 10).total).toBe(1);
  });

  it('are read one by one, or all', () => {
    for (const message of ['a', 'b', 'c']) say(notice(message));
    const [c] = notices.page(0, 10).notices;
    notices.markRead([c?.id ?? 0]);
    expect(notices.page(0, 10)).toMatchObject({ unread: 2, notices: [{ isRead: true }, { isRead: false }, { isRead: false }] });
    notices.markRead();
    expect(notices.page(0, 10).unread).toBe(0);
  });

  it('do not grow without end', () => {
    database.transaction((writer) => {
      for (let index = 0; index < 10_050; index += 1) notices.keep(writer, notice(`n ${index}`));
    });
    expect(notices.page(0, 1)).toMatchObject({ total: 10_000, notices: [{ message: 'n 10049' }] });
  });
});

describe('what the screen shows', () => {
  const one = (message: string, level: ShownNotice['level'] = 'info'): ShownNotice => ({ title: 'T', message, level, fileId: 7 });

  it('is the only one as it is', () => {
    expect(sumUpNotices([one('a')])).toEqual(one('a'));
    expect(sumUpNotices([])).toBeNull();
  });

  it('has the gravest level, names each message once, and cuts long ones', () => {
    expect(sumUpNotices([one('same'), one('same', 'problem'), one('x'.repeat(200), 'warning')])).toEqual({ title: '3 notices', message: `same\n${'x'.repeat(79)}…`, level: 'problem', fileId: null });
  });
});
