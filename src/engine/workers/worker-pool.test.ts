import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Log } from '../../base/log';
import { workerApi, type WorkerApi } from '../../shared/contract/worker-api';
import type { Handlers } from '../../shared/rpc/define-api';
import type { Port } from '../../shared/rpc/port';
import { serve, type Served } from '../../shared/rpc/serve';
import type { ProcessHost } from './process-host';
import { WorkerPool } from './worker-pool';

/** Two ends of a line inside this process. */
function line(): [Port, Port] {
  const ends = [0, 1].map(() => ({ take: [] as ((message: unknown) => void)[], close: [] as (() => void)[] }));
  const port = (own: number): Port => ({
    post: (message) => queueMicrotask(() => ends[1 - own]?.take.forEach((listener) => listener(message))),
    onMessage: (listener) => void ends[own]?.take.push(listener),
    onClose: (listener) => void ends[own]?.close.push(listener),
    close: () => ends.forEach(({ close }) => close.forEach((listener) => listener())),
  });
  return [port(0), port(1)];
}

/** Starts workers that answer nothing but greet; tells which of them live. */
class GreetingHost implements ProcessHost {
  readonly secrets = { seal: () => Promise.reject(new Error('not here')), open: () => Promise.resolve(null) };
  readonly living = new Map<string, Served<WorkerApi> | null>();

  start(_kind: string, id: string): ReturnType<ProcessHost['start']> {
    const [near, far] = line();
    const idle = { get: () => () => Promise.reject(new Error('not here')), has: () => true };
    this.living.set(id, null);
    queueMicrotask(() => this.living.set(id, serve(far, workerApi, new Proxy({}, idle) as Handlers<WorkerApi>)));
    return Promise.resolve({ port: near, kill: () => void this.living.delete(id), onExit: () => undefined });
  }
}

const log = { warn: () => undefined, error: () => undefined } as unknown as Log;
const SECOND = 1_000;
const task = { exclusive: false, timeoutMs: 60 * SECOND };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function poolOf(size: number): { host: GreetingHost; pool: WorkerPool } {
  const host = new GreetingHost();
  return { host, pool: new WorkerPool(host, size, log) };
}

it('ends a worker that has had nothing to do for a while', async () => {
  const { host, pool } = poolOf(1);
  await pool.run(task, () => Promise.resolve());
  await vi.advanceTimersByTimeAsync(10 * SECOND);
  expect(host.living.size).toBe(1);
  await vi.advanceTimersByTimeAsync(6 * SECOND);
  expect(host.living.size).toBe(0);
  pool.close();
});

it('keeps one worker for minutes while someone looks at files, and no longer', async () => {
  const { host, pool } = poolOf(2);
  pool.warmUp();
  await pool.run({ ...task, urgent: true }, () => Promise.resolve());
  await vi.advanceTimersByTimeAsync(10 * SECOND);
  expect(host.living.size).toBe(2);
  await vi.advanceTimersByTimeAsync(50 * SECOND);
  expect(host.living.size).toBe(1);
  await pool.run({ ...task, urgent: true }, () => Promise.resolve());
  await vi.advanceTimersByTimeAsync(270 * SECOND);
  expect(host.living.size).toBe(1);
  await vi.advanceTimersByTimeAsync(31 * SECOND);
  expect(host.living.size).toBe(0);
  pool.close();
});

it('keeps none for somebody who is gone, and again for who looks once more', async () => {
  const { host, pool } = poolOf(2);
  await pool.run({ ...task, urgent: true }, () => Promise.resolve());
  await vi.advanceTimersByTimeAsync(60 * SECOND);
  pool.lookedAway();
  await vi.advanceTimersByTimeAsync(14 * SECOND);
  expect(host.living.size).toBe(1);
  await vi.advanceTimersByTimeAsync(2 * SECOND);
  expect(host.living.size).toBe(0);
  await pool.run({ ...task, urgent: true }, () => Promise.resolve());
  let finish = (): void => undefined;
  const busy = pool.run(task, () => new Promise<void>((done) => (finish = done)));
  await vi.advanceTimersByTimeAsync(1);
  pool.lookedAway();
  await vi.advanceTimersByTimeAsync(30 * SECOND);
  expect(host.living.size).toBe(1);
  finish();
  await busy;
  await vi.advanceTimersByTimeAsync(16 * SECOND);
  expect(host.living.size).toBe(0);
  pool.close();
});

it('replaces a worker that has done many tasks', async () => {
  const { host, pool } = poolOf(1);
  for (let i = 0; i < 1_999; i += 1) await pool.run(task, () => Promise.resolve());
  expect([...host.living.keys()]).toEqual(['worker-1']);
  await pool.run(task, () => Promise.resolve());
  expect(host.living.size).toBe(0);
  await pool.run(task, () => Promise.resolve());
  expect([...host.living.keys()]).toEqual(['worker-2']);
  pool.close();
});

it('replaces a worker whose memory stays large', async () => {
  const { host, pool } = poolOf(1);
  const measured = (residentBytes: number): Promise<void> =>
    pool.run(task, async () => {
      host.living.get('worker-1')?.emit('memory.measured', { residentBytes });
      await Promise.resolve();
    });
  await measured(500 * 1024 ** 2);
  expect([...host.living.keys()]).toEqual(['worker-1']);
  await measured(700 * 1024 ** 2);
  await pool.run(task, () => Promise.resolve());
  expect([...host.living.keys()]).toEqual(['worker-2']);
  pool.close();
});

it('has a worker in reserve for what a person waits for, and only for that', async () => {
  const { host, pool } = poolOf(1);
  let end = (): void => undefined;
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const long = pool.run({ ...task, exclusive: true }, () => {
    begin();
    return new Promise<void>((resolve) => (end = resolve));
  });
  await begun;
  expect(await pool.run({ ...task, urgent: true }, (_worker, _limit, number) => Promise.resolve(number))).toBe(2);
  expect(pool.hasRoom).toBe(false);
  const later = pool.run(task, (_worker, _limit, number) => Promise.resolve(number));
  expect(await pool.run({ ...task, urgent: true }, (_worker, _limit, number) => Promise.resolve(number))).toBe(2);
  expect([...host.living.keys()]).toEqual(['worker-1', 'worker-2']);
  end();
  await long;
  expect(await later).toBe(1);
  await vi.advanceTimersByTimeAsync(400 * SECOND);
  expect(host.living.size).toBe(0);
  pool.close();
});

it('ends a worker that a file makes grow beyond its limit, and says why', async () => {
  const { host, pool } = poolOf(1);
  const grown = (residentBytes: number): Promise<void> =>
    pool.run({ ...task, memoryBytes: 500e6 }, async () => {
      for (const served of host.living.values()) served?.emit('memory.measured', { residentBytes });
      await vi.advanceTimersByTimeAsync(1);
    });
  await grown(300e6);
  // What it keeps from before is not the next file's fault.
  await grown(790e6);
  await expect(
    pool.run({ ...task, memoryBytes: 500e6 }, async (worker) => {
      for (const served of host.living.values()) served?.emit('memory.measured', { residentBytes: 1_300e6 });
      await worker.call('pages.prepare', {});
    }),
  ).rejects.toMatchObject({ code: 'file.tooComplex', message: expect.stringContaining('0.5 GB') });
  expect(host.living.size).toBe(0);
  pool.close();
});
