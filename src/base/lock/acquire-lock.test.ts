import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock } from './acquire-lock';
import { lookAtLock } from './look-at-lock';

describe('acquireLock', () => {
  let base: string;
  let path: string;
  let lock: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'filemill-lock-'));
    path = join(base, 'a.csv');
    lock = `${path}.lock`;
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));
  const once = { purpose: 'test', waitMs: 0 };

  it('says who holds it, and is gone after', async () => {
    const held = await acquireLock(path, once);
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ host: hostname(), pid: process.pid, purpose: 'test', token: expect.any(String), lease_until: expect.any(String), started_at: expect.any(String) });
    await expect(acquireLock(path, once)).rejects.toMatchObject({ code: 'file.locked' });
    held.release();
    expect(existsSync(lock)).toBe(false);
    (await acquireLock(path, once)).release();
  });

  it('breaks the lock of a process that has ended, and not one of a process that lives', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(lock, noteOf({ pid }));
    expect(lookAtLock(lock).state).toBe('stale');
    (await acquireLock(path, once)).release();
    writeFileSync(lock, noteOf({ pid: process.pid }));
    await expect(acquireLock(path, once)).rejects.toMatchObject({ code: 'file.locked' });
    expect(existsSync(lock)).toBe(true);
  });

  it.runIf(process.platform === 'linux')('knows a process from a later one with its number', async () => {
    writeFileSync(lock, noteOf({ pid: process.pid, process_start: 'another boot/1' }));
    (await acquireLock(path, once)).release();
  });

  it('breaks none of another machine, however long its lease is over', async () => {
    writeFileSync(lock, noteOf({ host: 'elsewhere', lease_until: '2001-01-01T00:00:00Z' }));
    expect(lookAtLock(lock).state).toBe('unproven');
    await expect(acquireLock(path, once)).rejects.toMatchObject({ code: 'file.locked', message: expect.stringContaining('elsewhere') });
    expect(existsSync(lock)).toBe(true);
  });

  it.each(['12345\n', '{"pid":', 'x'.repeat(100_000)])('leaves a lock that says something else alone: %#', async (content) => {
    writeFileSync(lock, content);
    await expect(acquireLock(path, { ...once, leftAfterMs: 0 })).rejects.toMatchObject({ code: 'file.locked' });
    expect(readFileSync(lock, 'utf8')).toBe(content);
  });

  it('refuses a folder and a link, and touches neither', async () => {
    mkdirSync(lock);
    await expect(acquireLock(path, once)).rejects.toMatchObject({ code: 'file.notRegular', message: expect.stringContaining('a folder') });
    rmSync(lock, { recursive: true });
    writeFileSync(join(base, 'victim'), 'untouched');
    symlinkSync(join(base, 'victim'), lock);
    await expect(acquireLock(path, once)).rejects.toMatchObject({ code: 'file.notRegular', message: expect.stringContaining('a link') });
    expect(readFileSync(join(base, 'victim'), 'utf8')).toBe('untouched');
  });

  it('gets its name and content back when another program takes them away', async () => {
    const held = await acquireLock(path, once);
    writeFileSync(lock, '');
    unlinkSync(lock);
    expect(held.check()).toBe(true);
    expect(lookAtLock(lock)).toMatchObject({ state: 'held', pid: process.pid });
    held.release();
    expect(existsSync(lock)).toBe(false);
  });

  it('says that it was lost, and does not delete the lock that took its place', async () => {
    const held = await acquireLock(path, once);
    unlinkSync(lock);
    writeFileSync(lock, noteOf({ host: 'elsewhere' }));
    expect(held.check()).toBe(false);
    held.release();
    expect(existsSync(lock)).toBe(true);
  });
});

const noteOf = (more: Record<string, unknown>): string =>
  JSON.stringify({ host: hostname(), pid: 1, process_start: null, started_at: '2026-01-01T00:00:00.000Z', lease_until: '2026-01-01T00:01:00.000Z', token: 't', flock: false, purpose: 'test', ...more });
