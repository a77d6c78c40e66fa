import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock } from './acquire-lock';
import { BriefLocks } from './brief-locks';
import { lookAtLock } from './look-at-lock';

describe('BriefLocks', () => {
  let base: string;
  const at = (name: string): string => join(base, name);
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'filemill-brief-'));
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));
  const once = { purpose: 'test', waitMs: 0 };

  it('excludes others from each file, says who holds it, and leaves nothing', async () => {
    const locks = new BriefLocks('archive');
    const [one, other] = [await locks.take(at('a')), await locks.take(at('b'))];
    expect(JSON.parse(readFileSync(at('b.lock'), 'utf8'))).toMatchObject({ host: hostname(), pid: process.pid, purpose: 'archive' });
    await expect(acquireLock(at('a'), once)).rejects.toMatchObject({ code: 'file.locked' });
    one.release();
    (await acquireLock(at('a'), once)).release();
    await expect(acquireLock(at('b'), once)).rejects.toMatchObject({ code: 'file.locked' });
    expect([one.check(), other.check()]).toEqual([false, true]);
    other.release();
    locks.close();
    expect(readdirSync(base)).toEqual([]);
  });

  it('takes none that somebody has', async () => {
    const held = await acquireLock(at('a'), once);
    const locks = new BriefLocks('archive');
    await expect(locks.take(at('a'))).rejects.toMatchObject({ code: 'file.locked' });
    (await locks.take(at('b'))).release();
    locks.close();
    expect(held.check()).toBe(true);
    held.release();
  });

  it('gets a name and its content back that a refused program took away; is lost when another took its place', async () => {
    const locks = new BriefLocks('archive');
    const [one, other] = [await locks.take(at('a')), await locks.take(at('b'))];
    writeFileSync(at('a.lock'), '');
    unlinkSync(at('a.lock'));
    unlinkSync(at('b.lock'));
    writeFileSync(at('b.lock'), 'of another');
    expect([one.check(), other.check()]).toEqual([true, false]);
    expect([one.check(), lookAtLock(at('a.lock')).state]).toEqual([true, 'held']);
    one.release();
    other.release();
    locks.close();
    expect([existsSync(at('a.lock')), readFileSync(at('b.lock'), 'utf8')]).toEqual([false, 'of another']);
  });

  it('leaves locks that are stale, each to be broken by itself', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const note = { host: hostname(), pid, process_start: null, started_at: '2026-01-01T00:00:00.000Z', lease_until: '2026-01-01T00:01:00.000Z', token: 't', flock: true, purpose: 'archive' };
    writeFileSync(at('a.lock'), JSON.stringify(note));
    linkSync(at('a.lock'), at('b.lock'));
    const held = await acquireLock(at('a'), once);
    expect(lookAtLock(at('b.lock')).state).toBe('stale');
    (await acquireLock(at('b'), once)).release();
    expect(held.check()).toBe(true);
    held.release();
    expect(readdirSync(base)).toEqual([]);
  });
});
