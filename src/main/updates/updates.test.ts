import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Log } from '../../base/log';
import { Updates, type Updater } from './updates';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn(), close: vi.fn() } satisfies Log;
const feed = 'https://example.com/filemill/';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-updates-'));
  mkdirSync(join(folder, 'browser'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function made(answer: () => Promise<unknown>) {
  const updater = { checkForUpdates: vi.fn(answer), downloadUpdate: vi.fn(() => Promise.resolve([])), quitAndInstall: vi.fn() } as unknown as Updater;
  const load = vi.fn(() => Promise.resolve(updater));
  const onAvailable = vi.fn();
  return { updates: new Updates({ dataFolder: folder, isPackaged: true, load, onAvailable, log }), updater, load, onAvailable };
}
const version = (newer: string, isUpdateAvailable: boolean) => () => Promise.resolve({ updateInfo: { version: newer }, isUpdateAvailable });

it('asks nobody and loads nothing without a feed', async () => {
  const { updates, load } = made(version('2.0.0', true));
  updates.follow(null);
  expect((await updates.check()).state).toBe('off');
  await updates.install(() => Promise.resolve());
  expect(load).not.toHaveBeenCalled();
});

it('asks the feed, fetches nothing by itself, and tells of each version once', async () => {
  const { updates, updater, onAvailable } = made(version('2.0.0', true));
  updates.follow(feed);
  expect(await updates.check()).toMatchObject({ state: 'available', version: '2.0.0' });
  await updates.check();
  expect(onAvailable.mock.calls).toEqual([['2.0.0']]);
  expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false, forceDevUpdateConfig: false });
  expect(JSON.parse(readFileSync(updater.updateConfigPath as unknown as string, 'utf8'))).toMatchObject({ provider: 'generic', url: feed });
  expect(updater.downloadUpdate).not.toHaveBeenCalled();

  const order: string[] = [];
  vi.mocked(updater.quitAndInstall).mockImplementation(() => void order.push('install'));
  await updates.install(() => Promise.resolve(void order.push('quit')));
  expect(order).toEqual(['quit', 'install']);
});

it('says what is the matter', async () => {
  const of = async (answer: () => Promise<unknown>) => {
    const { updates } = made(answer);
    updates.follow(feed);
    return (await updates.check()).state;
  };
  expect(await of(version('0.1.0', false))).toBe('current');
  expect(await of(() => Promise.resolve(null))).toBe('impossible');
  expect(await of(() => Promise.reject(new Error('net::ERR_NAME_NOT_RESOLVED')))).toBe('failed');
});

it('forgets what another feed said', async () => {
  const answers: ((value: unknown) => void)[] = [];
  const { updates, updater, onAvailable } = made(() => new Promise((resolve) => answers.push(resolve)));
  updates.follow(feed);
  const asked = updates.check();
  await vi.waitFor(() => expect(updater.checkForUpdates).toHaveBeenCalledTimes(2));
  updates.follow(null);
  for (const answer of answers) answer({ updateInfo: { version: '2.0.0' }, isUpdateAvailable: true });
  expect((await asked).state).toBe('off');
  expect(onAvailable).not.toHaveBeenCalled();
});
