import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_SECRETS, nodeHost } from '../../src/engine/workers/node-host';
import type { ProcessHost, StartedProcess } from '../../src/engine/workers/process-host';
import { Mill } from '../helpers/mill';
import { sha256Of } from '../helpers/originals';
import { childrenOf, isRunning, type ProcessIdentity } from '../helpers/processes';
import { until, within } from '../helpers/until';

const built = join(import.meta.dirname, '..', '..', 'out', 'main');
const PATIENCE_MS = 20_000;
const NEXT_START_MS = 3_000;
/** Children end by themselves within this time after their engine (SAFETY.md). */
const ORPHAN_MS = 10_000;
/** Spread over the time in which a process starts. */
const INSTANTS = 16;
const INSTANT_MS = 25;

/** Processes are found in /proc. */
const canRun = process.platform === 'linux';

describe.runIf(canRun)('a watching process that dies', () => {
  let mill: Mill;
  beforeEach(async () => {
    mill = new Mill();
    await mill.start();
    await mill.watchInbox();
    mill.drop('first.txt', 'the watcher is there');
    await mill.settled('first.txt');
  });
  afterEach(() => mill.end());

  it('is replaced, and what came meanwhile is found', { timeout: 60_000 }, async () => {
    killOnly('watcher');
    mill.drop('meanwhile.txt', 'words');
    await within(PATIENCE_MS, 'the file that came meanwhile was read', mill.settled('meanwhile.txt', 'done'));
  });

  it('while a file is being written: the file is read once, whole', { timeout: 60_000 }, async () => {
    const path = mill.drop('slow.txt', 'begin ');
    const writer = openSync(path, 'a');
    await within(PATIENCE_MS, 'the file was seen', mill.until(() => mill.row('slow.txt')?.state === 'waiting'));
    killOnly('watcher');
    appendFileSync(writer, 'end');
    closeSync(writer);
    await within(PATIENCE_MS, 'the file was read', mill.settled('slow.txt', 'done'));
    // What the next watcher tells of first is all that it finds.
    await within(PATIENCE_MS, 'the next watcher has looked', mill.until(() => mill.engine.watching.isRunning));
    mill.drop('last.txt', 'the next watcher is there');
    await within(PATIENCE_MS, 'the next watcher works', mill.settled('last.txt', 'done'));
    await mill.engine.watching.rescanAll();
    await mill.engine.whenSettled();
    const jobs = mill.engine.database.all(
      'SELECT j.state, j.sha256 FROM jobs j JOIN files f ON f.id = j.file_id WHERE f.path = ? ORDER BY j.id',
      'slow.txt',
    );
    expect(jobs).toEqual([{ state: 'done', sha256: sha256Of('begin end') }]);
  });
});

describe.runIf(canRun)('a watching process that dies just as it is told of a folder', () => {
  let mill: Mill;
  beforeEach(() => {
    mill = new Mill();
  });
  afterEach(() => mill.end());

  it('does not take the call with it: the next one is told', { timeout: 60_000 }, async () => {
    await mill.start(new FatalHost([1]));
    await mill.watchInbox();
    mill.drop('a.txt', 'words');
    await within(PATIENCE_MS, 'the next watcher found the file', mill.settled('a.txt', 'done'));
  });

  it('is followed by one other, not by two', { timeout: 60_000 }, async () => {
    const host = new FatalHost([2]);
    await mill.start(host);
    await mill.watchInbox();
    mill.drop('a.txt', 'words');
    await within(PATIENCE_MS, 'the first watcher works', mill.settled('a.txt', 'done'));
    killOnly('watcher');
    await within(PATIENCE_MS, 'a third one was started', mill.until(() => host.started >= 3));
    mill.drop('b.txt', 'more words');
    await within(PATIENCE_MS, 'the third watcher works', mill.settled('b.txt', 'done'));
    // A further one would come within the longest of the first pauses.
    await new Promise((resolve) => setTimeout(resolve, NEXT_START_MS));
    expect(host.started).toBe(3);
    expect(running('watcher')).toHaveLength(1);
  });
});

describe.runIf(canRun).each(['watcher', 'worker'] as const)('a %s whose engine dies', (kind) => {
  it('while it is still starting ends by itself, at whatever instant', { timeout: 60_000 }, async () => {
    const orphans = await Promise.all(Array.from({ length: INSTANTS }, (_, i) => orphan(kind, i * INSTANT_MS)));
    try {
      const left = (): number => orphans.filter(isRunning).length;
      await until(() => left() === 0, { what: () => `orphans ended; ${left()} of ${INSTANTS} did not`, withinMs: ORPHAN_MS });
    } finally {
      for (const left of orphans.filter(isRunning)) process.kill(left.pid, 'SIGKILL');
    }
  });
});

describe.runIf(canRun)('a worker that dies', () => {
  it('while the engine writes to it: the engine hears of its end, and lives on', async () => {
    const crashes: unknown[] = [];
    const onCrash = (error: unknown): void => void crashes.push(error);
    process.on('uncaughtException', onCrash);
    try {
      const worker = await nodeHost(built).start('worker', 'worker-1');
      const ended = new Promise<string>((resolve) => worker.onExit(resolve));
      killOnly('worker');
      // Before this process has heard of it: the channel is broken and still counts as connected.
      for (let i = 0; i < 3; i += 1) worker.port.post({ words: i });
      expect(await within(PATIENCE_MS, 'its end was told', ended)).toBe('SIGKILL');
      await new Promise((resolve) => setImmediate(resolve));
      expect(crashes).toEqual([]);
    } finally {
      process.off('uncaughtException', onCrash);
    }
  });
});

/** Kills the only one among this process's children, and comes back when it is dead, without a turn of the loop. */
function killOnly(kind: 'watcher' | 'worker'): void {
  const found = running(kind);
  expect(found).toHaveLength(1);
  const [child] = found as [ProcessIdentity];
  process.kill(child.pid, 'SIGKILL');
  const nap = new Int32Array(new SharedArrayBuffer(4));
  const deadline = performance.now() + PATIENCE_MS;
  while (isRunning(child) && performance.now() < deadline) Atomics.wait(nap, 0, 0, 1);
}

/** Starts a child under an engine of its own, which is killed so soon after. */
async function orphan(kind: 'watcher' | 'worker', afterMs: number): Promise<ProcessIdentity> {
  const script = `
    const child = require('node:child_process').fork(${JSON.stringify(join(built, `${kind}.js`))}, [], {
      serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [],
    });
    child.once('spawn', () => process.stdout.write(child.pid + '\\n'));
  `;
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(parent, 'exit');
  await once(parent.stdout, 'data');
  const [child] = childrenOf(parent.pid as number) as [ProcessIdentity];
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  parent.kill('SIGKILL');
  await ended;
  return child;
}

const running = (kind: 'watcher' | 'worker'): ProcessIdentity[] =>
  childrenOf(process.pid).filter(({ command }) => command.includes(`${kind}.js`));

/** Real processes, but some watchers, counted from 1, are killed when they are told of a folder. */
class FatalHost implements ProcessHost {
  started = 0;
  readonly secrets = NO_SECRETS;
  private readonly real = nodeHost(built);

  constructor(private readonly fatal: readonly number[]) {}

  async start(kind: 'watcher' | 'worker', id: string): Promise<StartedProcess> {
    const started = await this.real.start(kind, id);
    if (kind === 'worker') return started;
    this.started += 1;
    if (!this.fatal.includes(this.started)) return started;
    const post = (message: unknown): void => {
      if (JSON.stringify(message).includes('folder.watch')) started.kill();
      else started.port.post(message);
    };
    return { ...started, port: { ...started.port, post } };
  }
}
