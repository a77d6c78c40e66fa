import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runProgram } from './kit/processes.mjs';
import { findPythonWith } from './kit/python.mjs';
import { atLeast, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const PEERS = join(here, '..', 'tests', 'fixtures', 'peers');
const OLD = 1e9;

const CASES = [
  { name: 'hand-off, pairs verified', ours: 'reader', theirs: 'reader', peer: 'seed reader', floor: atLeast(1), note: 'size, checksum, addressee' },
  { name: 'hand-off, pairs written', ours: 'writer', theirs: 'writer', peer: 'seed writer', floor: atLeast(1), note: 'ours with fsync and atomic names, many sharing one commit; the seed with none of them' },
  { name: 'durable atomic write', ours: 'atomic', theirs: 'limit', peer: 'fsync limit', floor: atLeast(0.8), isLimit: true, note: 'one after another; the limit is the bare system calls of the same run' },
  { name: 'durable atomic write, against the seed', ours: 'atomic', theirs: 'atomic', peer: 'seed atomic, no fsync', note: 'the seed leaves the bytes to chance' },
  { name: 'hand-off, pairs written, against locked writing', ours: 'writer', theirs: 'locked', peer: 'seed locked, data only', note: 'as above' },
  { name: 'archived by age', ours: 'archiver', theirs: 'archiver', peer: 'seed archiver', floor: atLeast(1.5), note: 'ours unpacked again for proof, with fsync' },
];

/** Every program has done the same once before it is timed. @param options `{ runs = 5, pairs = 600, isQuick }` */
export async function run({ isQuick = false, runs = isQuick ? 1 : 5, pairs = isQuick ? 60 : 600 } = {}) {
  const place = makeFolder('integration');
  try {
    const code = await bundled(place);
    const python = await findPythonWith('fcntl');
    const files = subfolder(place, 'files');
    for (let i = 0; i < pairs; i += 1) writeFileSync(join(files, `${i}.csv`), textOf(i));
    let number = 0;
    const fresh = (job) => {
      number += 1;
      const folder = subfolder(place, `${job}-${number}`);
      if (job === 'reader' || job === 'archiver') fill(folder, job === 'reader' ? pairs : pairs / 2);
      // Whoever begins must not pay for what those before him have left to be written, nor gain from its never being written.
      if (process.platform === 'linux') execFileSync('sync', ['-f', folder]);
      return folder;
    };
    const ours = async (job) => pairs / Number((await runProgram(process.execPath, [join(here, 'integration-work.mjs'), code, job, fresh(job), fresh(job), files, String(pairs)])).stdout);
    const theirs = async (job) => pairs / Number((await runProgram(python, [join(here, 'peers', 'seed_integration.py'), PEERS, job, fresh(job), fresh(job), String(pairs)])).stdout);
    const rows = [];
    for (const { name, ours: job, theirs: other, peer, floor, isLimit = false, note } of CASES) {
      const values = [];
      const peerValues = [];
      for (let i = 0; i < runs; i += 1) {
        values.push(await ours(job));
        if (isLimit) peerValues.push(await ours(other));
        else if (python) peerValues.push(await theirs(other));
      }
      rows.push(row({ name: `${name}, ${pairs}`, values, unit: 'files/s', note, ...(peerValues.length > 0 ? { peer, peerValues, ...(floor ? { floor } : {}) } : {}) }));
    }
    return rows;
  } finally {
    removeFolder(place);
  }
}

/** The parts of the engine that are measured, in one file: the command line around them would be measured with them. */
async function bundled(place) {
  const root = join(here, '..');
  const require = createRequire(join(root, 'package.json'));
  const { rolldown } = await import(pathToFileURL(require.resolve('rolldown')).href);
  const entry = join(place, 'entry.ts');
  writeFileSync(entry, `export * from ${JSON.stringify(join(root, 'src/engine/handoff/handoffs'))};\nexport { atomicWrite } from ${JSON.stringify(join(root, 'src/base/atomic-write'))};\n`);
  const bundle = await rolldown({ input: entry, platform: 'node', external: ['koffi'], logLevel: 'silent' });
  const file = join(root, '.cache', 'bench', 'integration.mjs');
  mkdirSync(dirname(file), { recursive: true });
  await bundle.write({ file, format: 'esm' });
  await bundle.close();
  return file;
}

const textOf = (i) => `id,name,amount\n${Array.from({ length: 20 }, (_, k) => `${k},row ${k} of ${i},${k * 3}\n`).join('')}`;

/** Pairs in folders of a hundred, old. */
function fill(folder, pairs) {
  for (let i = 0; i < pairs; i += 1) {
    const parent = join(folder, String(Math.floor(i / 100)));
    if (i % 100 === 0) mkdirSync(parent);
    const data = join(parent, `seed_rows_${i}.csv`);
    const text = textOf(i);
    const sidecar = { filename: `seed_rows_${i}.csv`, created_at: '2026-11-22T10:00:00', created_by: 'seed', file_size: text.length, checksum: `sha256:${createHash('sha256').update(text).digest('hex')}`, row_count: 21, next_app: 'validator' };
    writeFileSync(data, text);
    writeFileSync(`${data}.meta.json`, JSON.stringify(sidecar, null, 2));
    for (const path of [data, `${data}.meta.json`]) utimesSync(path, OLD, OLD);
  }
  if (readdirSync(folder).length === 0) throw new Error('nothing was made');
}
