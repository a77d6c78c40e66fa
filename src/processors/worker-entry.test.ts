import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { workerApi } from '../shared/contract/worker-api';
import { connect, type Connected } from '../shared/rpc/connect';
import type { Port } from '../shared/rpc/port';
import { kernels } from '../../tools/prepare/kernels.mjs';
import { Fixture } from './kit/fixture.test-kit';

/** Inside node_modules, so that the libraries of the built worker are found. */
const cacheDir = resolve(import.meta.dirname, '../../node_modules/.cache');
const fixture = new Fixture();
let outDir = '';
let entry = '';

beforeAll(async () => {
  mkdirSync(cacheDir, { recursive: true });
  outDir = mkdtempSync(join(cacheDir, 'worker-entry-test-'));
  await build({
    configFile: false,
    plugins: [kernels(resolve(import.meta.dirname, '../..'))],
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: ['worker-entry.ts', '../base/end-with-parent.ts'].map((path) => join(import.meta.dirname, path)),
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  writeFileSync(join(outDir, 'package.json'), '{ "type": "module" }');
  entry = join(outDir, 'worker-entry.js');
});
afterAll(() => {
  fixture.remove();
  rmSync(outDir, { recursive: true, force: true });
});

function portOf(child: ChildProcess): Port {
  return {
    post: (message) => void child.send(message as object),
    onMessage: (listener) => void child.on('message', listener),
    onClose: (listener) => void child.on('disconnect', listener),
    close: () => void (child.connected && child.disconnect()),
  };
}

function start(): { child: ChildProcess; worker: Connected<typeof workerApi> } {
  const child = fork(entry, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return { child, worker: connect(portOf(child), workerApi) };
}

describe('a worker process', () => {
  it('is built, starts, answers, and ends with its port', async () => {
    expect(existsSync(entry)).toBe(true);
    const { child, worker } = start();
    await worker.ready;
    const measured = new Promise<number>((done) => worker.on('memory.measured', ({ residentBytes }) => done(residentBytes)));
    const source = fixture.write('a.pdf', '%PDF-1.4\n');
    const { results } = await worker.call('files.recognise', { sources: [source] });
    expect(results[0]).toMatchObject({ ok: true, recognition: { mime: 'application/pdf' } });
    expect(await measured).toBeGreaterThan(1e6);
    const options = { processor: 'pdf', mime: 'application/pdf', kind: 'document', sha256: results[0]?.ok ? results[0].recognition.sha256 : '' } as const;
    const read = await worker.call('files.read', { items: [{ source, options }], scratchDir: fixture.scratchDir });
    expect(read.results[0]).toMatchObject({ ok: false, error: { code: 'file.damaged' } });
    const ended = once(child, 'exit');
    child.disconnect();
    expect((await ended)[0]).toBe(0);
  });

  it('is a small process while it is idle', async () => {
    const { child, worker } = start();
    await worker.ready;
    const source = fixture.write('a.txt', 'hello');
    const measured = new Promise<number>((done) => worker.on('memory.measured', ({ residentBytes }) => done(residentBytes)));
    await worker.call('files.recognise', { sources: [source] });
    expect(await measured).toBeLessThan(120e6);
    child.disconnect();
    await once(child, 'exit');
  });

  it('does not outlive its parent, even while it is busy', async () => {
    writeFileSync(
      join(outDir, 'busy.js'),
      `import { endWithParent } from './end-with-parent.js';
      endWithParent();
      setTimeout(() => { process.send(process.pid); for (;;); }, 1000);`,
    );
    writeFileSync(
      join(outDir, 'parent.js'),
      `import { fork } from 'node:child_process';
      fork(import.meta.dirname + '/busy.js').on('message', (pid) => process.send(pid));`,
    );
    const parent = fork(join(outDir, 'parent.js'));
    const [pid] = (await once(parent, 'message')) as [number];
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
