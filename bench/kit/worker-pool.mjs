import { setTimeout as pause } from 'node:timers/promises';
import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { builtProgram } from './built.mjs';
import { withElectron } from './electron.mjs';
import { end, forkProgram, memoryOf } from './processes.mjs';
import { openWorkerShell } from './worker-shell.mjs';
import { findElectron } from '../../tools/electron-runtime.mjs';
import { wireClient } from './wire-client.mjs';

/** Longer than any single file or page of a bench may take. */
const GREETING_MS = 60_000;
/** The reader that the engine's catalogue would choose for what the benches make. */
const PROCESSORS = [
  [/^application\/pdf$/, 'pdf'],
  [/wordprocessingml/, 'word'],
  [/^image\//, 'image'],
];

/**
 * Where the built workers run. Electron is left out where none is prepared, or no screen can be had for it.
 *
 * @returns {{ name: 'Electron' | 'Node', note: string, withWorkers: (count: number, work: (workers: object[]) => Promise<T>) => Promise<T> }[]}
 */
export function workerHosts() {
  const runtime = findElectron();
  const node = { name: 'Node', note: `workers of the command line, Node ${process.versions.node}`, withWorkers: withNodeWorkers };
  if (runtime === undefined) return [node];
  return [{ name: 'Electron', note: `the application's own workers, Electron ${runtime.version}`, withWorkers: withElectronWorkers }, node];
}

async function withNodeWorkers(count, work) {
  const workers = await Promise.all(Array.from({ length: count }, startNodeWorker));
  try {
    return await work(workers);
  } finally {
    for (const worker of workers) await end(worker.child);
  }
}

async function startNodeWorker() {
  const child = forkProgram(builtProgram('worker'));
  const line = wireClient((message) => child.send(message));
  child.on('message', line.take);
  child.once('exit', (code, signal) => line.end(`the worker has gone (${signal ?? code})`));
  await greeting(line);
  return { child, ...workerOf(line, child.pid) };
}

function withElectronWorkers(count, work) {
  return withElectron(async (runtime) => {
    const shell = await openWorkerShell(runtime, builtProgram('worker'), count);
    try {
      await Promise.all(shell.workers.map(({ line }) => greeting(line)));
      return await work(shell.workers.map(({ line, pid }) => workerOf(line, pid)));
    } finally {
      await shell.close();
    }
  });
}

async function greeting(line) {
  const waited = new AbortController();
  const late = pause(GREETING_MS, true, { signal: waited.signal }).catch(() => false);
  if ((await Promise.race([line.greeted.then(() => false), late])) === true) throw new Error('A worker did not say hello.');
  waited.abort();
}

/** What a bench asks of a worker; everything else goes through `call`. */
function workerOf({ call }, pid) {
  return {
    pid,
    call,
    memory: () => memoryOf(pid),
    /** What the engine does first; throws when one of the files is refused. */
    async recognise(paths) {
      const sources = paths.map(sourceOf);
      const { results } = await call('files.recognise', { sources });
      return results.map((result, i) => ({ source: sources[i], ...(result.ok ? optionsOf(result.recognition) : { error: result.error }) }));
    },
    /** Reads what was recognised, all in one call: `{ result }` or `{ error }` for each. */
    async read(recognised, scratchDir, { passwords = [], withoutTables = false, onlyHashes = false } = {}) {
      const items = recognised.map(({ source, options }) => ({ source, options: { ...options, passwords, withoutTables, onlyHashes } }));
      const { results } = await call('files.read', { items, scratchDir });
      return results.map(({ ok, result, error, durationMs }) => (ok ? { result, durationMs } : { error, durationMs }));
    },
    prepareDrawing: () => call('pages.prepare', {}),
    draw: ({ source, options }, page, maxSidePixels, scratchDir) =>
      call('file.render', { source, options: { ...options, passwords: [] }, page, maxSidePixels, scratchDir }),
    recognisePage: ({ source, options }, page, ocr) => call('page.recognise', { source, options: { ...options, passwords: [] }, page, ocr }),
    makeSearchable: ({ source, options }, layoutsPath, scratchDir) =>
      call('file.searchable', { source, options: { ...options, passwords: [] }, layoutsPath, scratchDir }),
  };
}

let lastFileId = 0;

function sourceOf(path) {
  const stats = statSync(path);
  lastFileId += 1;
  return { fileId: lastFileId, root: dirname(path), path: basename(path), size: stats.size, mtimeMs: stats.mtimeMs, ino: String(stats.ino) };
}

function optionsOf({ mime, kind, sha256 }) {
  const [, processor = 'other'] = PROCESSORS.find(([pattern]) => pattern.test(mime)) ?? [];
  return { options: { processor, mime, kind, sha256 } };
}

/** Hands out `tasks` to the workers, each the next as soon as it is free; results in the order of the tasks. */
export async function spread(workers, tasks, work) {
  const results = new Array(tasks.length);
  let next = 0;
  await Promise.all(
    workers.map(async (worker) => {
      while (next < tasks.length) {
        const at = next;
        next += 1;
        results[at] = await work(worker, tasks[at]);
      }
    }),
  );
  return results;
}
