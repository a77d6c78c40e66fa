import { chmodSync, existsSync, linkSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { engineApi, type EngineApi } from '../shared/contract/engine-api';
import { FilemillError } from '../shared/errors/filemill-error';
import type { Handlers } from '../shared/rpc/define-api';
import type { Port } from '../shared/rpc/port';
import { serve } from '../shared/rpc/serve';
import { connectControl, serveControl } from './control-socket';

let base: string;
let data: string;
const open: { close(): Promise<void> }[] = [];
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'filemill-control-')));
  data = join(base, 'data');
  mkdirSync(data, { mode: 0o700 });
});
afterEach(async () => {
  for (const control of open.splice(0)) await control.close();
  rmSync(base, { recursive: true, force: true });
});

/** Answers every call that it is asked here. */
const handlers = {
  'engine.pause': () => ({}),
  'files.retry': ({ ids }: { ids?: number[] }) => ({ count: ids?.length ?? 0 }),
} as unknown as Handlers<EngineApi>;
const answer = (port: Port): void => void serve(port, engineApi, handlers);

async function start(serveOne: (port: Port) => void = answer): Promise<{ close(): Promise<void> }> {
  const control = await serveControl(data, serveOne);
  open.push(control);
  return control;
}

async function connected() {
  const engine = await connectControl(data);
  if (!engine) throw new Error('Nobody listens.');
  return engine;
}

describe('an engine that listens', () => {
  it('answers several at once, each for itself', async () => {
    await start();
    const [one, two] = [await connected(), await connected()];
    const counts = await Promise.all([one.call('files.retry', { ids: [1] }), two.call('files.retry', { ids: [1, 2] })]);
    expect(counts.map(({ count }) => count)).toEqual([1, 2]);
    one.close();
    expect(await two.call('files.retry', {})).toEqual({ count: 0 });
    two.close();
  });

  it.skipIf(process.platform === 'win32')('is heard by its user alone', async () => {
    await start();
    const socket = lstatSync(join(data, 'engine.sock'));
    expect(socket.isSocket()).toBe(true);
    expect((socket.mode & 0o777).toString(8)).toBe('600');
  });

  it('takes leave at its end, and nothing of it stays', async () => {
    const control = await start();
    const engine = await connected();
    await control.close();
    await expect(engine.call('engine.pause', {})).rejects.toMatchObject({ code: 'peer.gone' });
    expect(existsSync(join(data, 'engine.sock'))).toBe(false);
    expect(await connectControl(data)).toBeNull();
  });

  it('ends in time though one that is connected does nothing', async () => {
    const control = await start(() => undefined);
    const idle = createConnection(join(data, 'engine.sock'));
    await new Promise((done) => idle.once('connect', done));
    idle.pause();
    const startedAt = performance.now();
    await control.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    idle.destroy();
  });

  it('is not taken for one of another version', async () => {
    await start((port) => port.post({ t: 'hello', api: engineApi.name, version: engineApi.version + 1 }));
    await expect(connectControl(data)).rejects.toMatchObject({ code: 'contract.mismatch' });
  });
});

describe.skipIf(process.platform === 'win32')('a socket that lies there already', () => {
  it('is replaced when its engine is dead', async () => {
    // As after a kill: the name stays, nobody listens.
    const path = join(data, 'engine.sock');
    const dead = createServer();
    await new Promise<void>((done) => dead.listen(join(data, 'x'), done));
    linkSync(join(data, 'x'), path);
    await new Promise((done) => dead.close(done));
    expect(existsSync(path)).toBe(true);
    expect(await connectControl(data)).toBeNull();
    await start();
    (await connected()).close();
  });

  it('is left alone when it is no socket', async () => {
    writeFileSync(join(data, 'engine.sock'), 'precious');
    await expect(serveControl(data, answer)).rejects.toThrow();
    expect(statSync(join(data, 'engine.sock')).size).toBe(8);
    expect(await connectControl(data)).toBeNull();
  });
});

describe.skipIf(process.platform === 'win32')('a data folder with a long path', () => {
  beforeEach(() => {
    data = join(base, 'long '.repeat(20).trim(), 'ü'.repeat(30));
    mkdirSync(data, { recursive: true, mode: 0o700 });
  });

  it('is served from a short one that belongs to the user alone', async () => {
    const control = await start();
    const link = join(data, 'engine.sock');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    const target = realpathSync(link);
    expect(target.length).toBeLessThan(100);
    expect((statSync(dirname(target)).mode & 0o777).toString(8)).toBe('700');
    const engine = await connected();
    expect(await engine.call('files.retry', { ids: [7] })).toEqual({ count: 1 });
    engine.close();
    await control.close();
    expect([existsSync(target), lstatSync(link, { throwIfNoEntry: false })]).toEqual([false, undefined]);
  });

  it('is not served from one that others may enter', async () => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = base;
    try {
      const shared = join(base, `filemill-${process.getuid?.()}`);
      mkdirSync(shared);
      chmodSync(shared, 0o755);
      await expect(serveControl(data, answer)).rejects.toBeInstanceOf(FilemillError);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  });
});
