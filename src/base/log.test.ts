import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLog } from './log';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-log-'));
  path = join(folder, 'logs', 'shell.log');
});
afterEach(() => rmSync(folder, { recursive: true }));

const lines = (name = path): Record<string, unknown>[] =>
  readFileSync(name, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

it('writes one event a line, for the user alone, errors included', () => {
  const log = openLog(path);
  log.info('a', { number: 3 });
  log.error('b', { error: new Error('no') });
  log.close();
  expect(lines()).toMatchObject([
    { level: 'info', event: 'a', number: 3 },
    { level: 'error', event: 'b', error: { message: 'no', stack: expect.stringContaining('log.test') as string } },
  ]);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('never grows beyond its files, and loses the oldest lines first', () => {
  const log = openLog(path, { maxBytes: 1_000, maxFiles: 3 });
  for (let i = 0; i < 200; i += 1) log.info('event', { i });
  log.close();
  const names = readdirSync(join(folder, 'logs')).sort();
  expect(names).toEqual(['shell.log', 'shell.log.1', 'shell.log.2']);
  for (const name of names) expect(statSync(join(folder, 'logs', name)).size).toBeLessThanOrEqual(1_000);
  const kept = ['shell.log.2', 'shell.log.1', 'shell.log'].flatMap((name) => lines(join(folder, 'logs', name)).map(({ i }) => i as number));
  expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => 200 - kept.length + i));
});

it('goes on in a file that is there', () => {
  for (const event of ['first', 'second']) {
    const log = openLog(path);
    log.info(event);
    log.close();
  }
  expect(lines().map(({ event }) => event)).toEqual(['first', 'second']);
});

it('leaves out what is called a secret, however deep', () => {
  const log = openLog(path);
  log.warn('x', { password: 'hunter2', target: { secretAccessKey: 'hunter3', sessionToken: 'hunter4' }, passwordNeeded: true, tokens: null });
  log.close();
  expect(readFileSync(path, 'utf8')).not.toContain('hunter');
  expect(lines()).toMatchObject([{ password: '(left out)', passwordNeeded: true, tokens: null }]);
});
