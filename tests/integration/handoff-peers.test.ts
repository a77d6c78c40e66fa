import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock } from '../../src/base/lock/acquire-lock';
import { BriefLocks } from '../../src/base/lock/brief-locks';
import { kernelLockOn } from '../../src/base/lock/kernel-locks';
import { lookAtLock } from '../../src/base/lock/look-at-lock';
import { checkConformance, lookAtHandoffs, putFiles, readHandoffs, sweepFiles, takePairs, type Taken } from '../../src/engine/handoff/handoffs';
import { hasPython, pythonThatWatches, runPeer, startPeer } from '../helpers/python-peer';
import { until } from '../helpers/until';

/** Holds its lock until a line comes; then goes on as listed. */
const SLOW_WRITE = `
class Slow(str): pass
import builtins
real = builtins.open
def slow(path, mode='r', *more):
    if str(path) == sys.argv[1]:
        print('holding', flush=True)
        sys.stdin.readline()
    return real(path, mode, *more)
builtins.open = slow
safe_write_file(Path(sys.argv[1]), 'theirs')
print('written', flush=True)`;
const WRITE = `safe_write_file(Path(sys.argv[1]), 'theirs')`;

describe.runIf(hasPython)('the Python programs of the specification', () => {
  let base: string;
  const at = (...parts: string[]): string => join(base, ...parts);
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'filemill-peers-'));
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  async function put(content: string): Promise<string> {
    writeFileSync(at('source.csv'), content);
    for await (const { pair, error } of putFiles([at('source.csv')], { to: at('out'), app: 'mill', type: 'rows', nextApp: 'validator' })) {
      if (pair) return pair.data;
      throw new Error(error.message);
    }
    throw new Error('nothing was put');
  }

  it('read what Filemill puts', async () => {
    const first = await put('a,b\r\nä,2\r\n');
    const second = await put('a,b\n3,4');
    const { out, code } = runPeer('reader', `print(json.dumps([[str(x['filepath']), x['metadata']['row_count']] for x in read_input_files(sys.argv[1], 'validator')]))`, at('out'));
    expect(code).toBe(0);
    expect((JSON.parse(out) as unknown[]).toSorted()).toEqual([[first, 2], [second, 2]].toSorted());
    expect(second).not.toBe(first);
  });

  it('write what Filemill takes', async () => {
    const { out } = runPeer('writer', `print(write_output_file('a,b\\n1,2\\n', sys.argv[1], 'exporter', 'sales'))`, at('in'));
    const path = out.trim();
    expect((await collect(readHandoffs(at('in'), 'validator'))).map(({ state }) => state)).toEqual(['ready']);
    const taken = await take();
    expect(taken).toMatchObject([{ state: 'processed', pair: { data: path } }]);
    expect(existsSync(path)).toBe(false);
    expect(await take()).toEqual([]);
    const findings = (await collect(checkConformance(at('in')))).flatMap((one) => one.findings);
    expect(findings).toEqual([]);
  });

  it('leave a pair of theirs to whom it is addressed', async () => {
    runPeer('writer', `write_output_file('a', sys.argv[1], 'exporter', 'sales')`, at('in'));
    expect(await collect(takePairs(at('in'), { app: 'somebody' }))).toEqual([]);
  });

  it('are told what they do wrong: a time without its zone', async () => {
    runPeer('writer', `write_output_file('a', sys.argv[1], 'exporter', 'sales')`, at('in'));
    const [only] = await collect(checkConformance(at('in')));
    expect(only).toMatchObject({ row: { state: 'ready' }, findings: [{ severity: 'remark', what: 'timeWithoutZone' }] });
  });

  it('get the same from their archiver and from ours', async () => {
    for (const folder of ['ours', 'theirs']) {
      mkdirSync(at(folder, 'deep'), { recursive: true });
      writeFileSync(at(folder, 'deep', 'old.csv'), 'a,b\n'.repeat(50));
      utimesSync(at(folder, 'deep', 'old.csv'), 1e9, 1e9);
      writeFileSync(at(folder, 'new.csv'), 'stays');
    }
    runPeer('archiver', `archive_old_files(sys.argv[1], sys.argv[2])`, at('theirs'), at('their-archive'));
    await collect(sweepFiles(at('ours'), { to: at('our-archive'), olderThanMs: 7 * 86_400_000 }));
    for (const [folder, archive] of [['ours', 'our-archive'], ['theirs', 'their-archive']] as const) {
      expect(gunzipSync(readFileSync(at(archive, 'deep', 'old.csv.gz'))).toString()).toBe('a,b\n'.repeat(50));
      expect(readdirSync(at(folder), { recursive: true }).toSorted()).toEqual(['deep', 'new.csv']);
    }
  });

  it('can’t write while Filemill holds the lock, however often they try, and can when it is released', async () => {
    writeFileSync(at('a.csv'), 'ours');
    const lock = await acquireLock(at('a.csv'), { purpose: 'test' });
    for (let round = 0; round < 4; round += 1) {
      const { child, ended, notes } = startPeer('locked_write', WRITE, at('a.csv'));
      expect(await ended, notes()).not.toBe(0);
      expect(child.killed).toBe(false);
      expect(notes()).toMatch(/BlockingIOError/);
      // Theirs take the name away though they do not hold it; ours puts it back.
      expect(lock.check()).toBe(true);
    }
    expect(readFileSync(at('a.csv'), 'utf8')).toBe('ours');
    expect(lookAtLock(at('a.csv.lock'))).toMatchObject({ state: 'held', pid: process.pid, purpose: 'test' });
    lock.release();
    expect(existsSync(at('a.csv.lock'))).toBe(false);
    expect(runPeer('locked_write', WRITE, at('a.csv')).code).toBe(0);
    expect(readFileSync(at('a.csv'), 'utf8')).toBe('theirs');
  });

  it('exclude Filemill while they hold the lock', async () => {
    const peer = startPeer('locked_write', SLOW_WRITE, at('a.csv'));
    await peer.said('holding');
    await expect(acquireLock(at('a.csv'), { purpose: 'test', waitMs: 200 })).rejects.toMatchObject({ code: 'file.locked', message: expect.stringContaining(String(peer.child.pid)) });
    const waiting = acquireLock(at('a.csv'), { purpose: 'test', waitMs: 20_000 });
    peer.child.stdin.write('\n');
    const lock = await waiting;
    expect(readFileSync(at('a.csv'), 'utf8')).toBe('theirs');
    expect(await peer.ended, peer.notes()).toBe(0);
    expect(lock.check()).toBe(true);
    lock.release();
  });

  it('leave a lock behind when they are killed, which the kernel proves dead', async () => {
    const peer = startPeer('locked_write', SLOW_WRITE, at('a.csv'));
    await peer.said('holding');
    peer.child.kill('SIGKILL');
    await peer.ended;
    expect(lookAtLock(at('a.csv.lock')).state).toBe('left');
    await expect(acquireLock(at('a.csv'), { purpose: 'test', waitMs: 100 })).rejects.toMatchObject({ code: 'file.locked' });
    const lock = await acquireLock(at('a.csv'), { purpose: 'test', leftAfterMs: 0, waitMs: 5_000 });
    lock.release();
    expect(existsSync(at('a.csv.lock'))).toBe(false);
  });

  it('count together with Filemill, each under the lock, and lose nothing', async () => {
    const rounds = 100;
    writeFileSync(at('count'), '0');
    const counting = `
import fcntl
for i in range(${rounds}):
    while True:
        with open(sys.argv[1] + '.lock', 'a') as lock:
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
            import os
            try: same = os.fstat(lock.fileno()).st_ino == os.stat(sys.argv[1] + '.lock').st_ino
            except FileNotFoundError: same = False
            if not same: continue
            n = int(open(sys.argv[1]).read())
            open(sys.argv[1], 'w').write(str(n + 1))
            break
print('done', flush=True)`;
    const peers = [1, 2].map(() => startPeer('locked_write', counting, at('count')));
    for (let round = 0; round < rounds; round += 1) {
      const lock = await acquireLock(at('count'), { purpose: 'count', leftAfterMs: 0 });
      writeFileSync(at('count'), String(Number(readFileSync(at('count'), 'utf8')) + 1));
      lock.release();
    }
    for (const peer of peers) expect(await peer.ended, peer.notes()).toBe(0);
    expect(readFileSync(at('count'), 'utf8')).toBe(String(3 * rounds));
  });

  it('get a lock of many that are one file when they wait for it in the kernel, and its names go with them', async () => {
    const waiting = `
import fcntl, os
with open(sys.argv[1] + '.lock', 'a') as lock:
    fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
    print('got it' if os.fstat(lock.fileno()).st_ino == os.stat(sys.argv[1] + '.lock').st_ino else 'got another', flush=True)
    sys.stdin.readline()`;
    const locks = new BriefLocks('archive');
    const [one, other] = [await locks.take(at('a.csv')), await locks.take(at('b.csv'))];
    const peer = startPeer('locked_write', waiting, at('a.csv'));
    const fd = openSync(at('a.csv.lock'), 'r');
    try {
      await until(() => kernelLockOn(fd)?.waiters === 1, { what: 'a waiter', withinMs: 20_000 });
    } finally {
      closeSync(fd);
    }
    one.release();
    other.release();
    expect(existsSync(at('a.csv.lock'))).toBe(true);
    locks.close();
    await peer.said('got it');
    expect(lookAtLock(at('a.csv.lock'))).toMatchObject({ state: 'held', pid: peer.child.pid });
    await expect(acquireLock(at('a.csv'), { purpose: 'test', waitMs: 100 })).rejects.toMatchObject({ code: 'file.locked' });
    peer.child.stdin.write('\n');
    expect(await peer.ended, peer.notes()).toBe(0);
    await until(() => readdirSync(base).length === 0, { what: () => `the end of ${readdirSync(base).join(', ')}`, withinMs: 20_000 });
  });

  it.skipIf(pythonThatWatches === null)('see each pair that Filemill puts as it comes, whole', async () => {
    mkdirSync(at('out'));
    const call = `
def taken(data, metadata):
    print(hashlib.sha256(data.read_bytes()).hexdigest() == metadata['checksum'].replace('sha256:', ''), flush=True)
print('watching', flush=True)
for line in sys.stdin: break
observer.stop()`;
    const peer = startPeer('watcher', call, at('out'));
    await peer.said('watching');
    // In a folder that is there already and in one that is made for them.
    for (let number = 0; number < 5; number += 1) await put(`id\n${number}\n`);
    await peer.said('True\n'.repeat(5));
    peer.child.stdin.write('\n');
    expect(await peer.ended, peer.notes()).toBe(0);
  });

  it('put what they can’t process into errors/, where the board shows it with their reason', async () => {
    const path = await put('a,b\n');
    const { notes } = runPeer('errors', `
def process_file(path): raise ValueError('the third column is missing')
process_with_error_handling(Path(sys.argv[1]), {})`, path);
    expect(notes).toContain('the third column is missing');
    const rows = await collect(lookAtHandoffs(at('out'), { withResults: true, settleMs: 0 }));
    expect(rows.map(({ pair: { data }, state, fault, error }) => [data === path, state, fault, error?.message])).toEqual([
      // Their consumer leaves the sidecar where it was.
      [true, 'error', 'dataMissing', expect.stringContaining('is not there')],
      [false, 'error', null, 'the third column is missing'],
    ]);
  });

  it('never have a file of theirs taken while it is written under another name', async () => {
    runPeer('atomic_write', `
import os
real = shutil.move
def interrupted(*paths): os._exit(0)
shutil.move = interrupted
atomic_write(sys.argv[1], 'a,b')`, at('in.csv'));
    const left = readdirSync(base);
    expect(left).toEqual([expect.stringMatching(/^\.tmp_.*\.csv$/)]);
    expect(await collect(lookAtHandoffs(base, { settleMs: 0 }))).toEqual([]);
    runPeer('atomic_write', `atomic_write(sys.argv[1], 'a,b')`, at('in.csv'));
    expect(await collect(lookAtHandoffs(base, { settleMs: 0 }))).toMatchObject([{ pair: { name: 'in.csv' }, fault: 'sidecarMissing' }]);
  });

  const take = (): Promise<Taken[]> => collect(takePairs(at('in'), { app: 'validator', patienceMs: 0 }));
});

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}
