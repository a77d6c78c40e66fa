import { createWriteStream, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { builtProgram } from './kit/built.mjs';
import { end, forkProgram, runProgram } from './kit/processes.mjs';
import { findPython } from './kit/python.mjs';
import { atLeast, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const MB = 1e6;
const WORKERS = 2;
/** How the engine bundles (src/engine/pipeline.ts), and two bundles at each worker, so that it never idles. */
const SMALL_BYTES = 256 * 1024;
const BUNDLE_FILES = 64;
const BUNDLE_BYTES = 4 * 1024 * 1024;
const CALLS_PER_WORKER = 2;

/** What lies in many people's folders: many small texts, some pictures, a few long documents. 410 MB in 4,200 files. */
const MIX = [
  { count: 3_400, bytes: 24_000, name: (i) => `note-${i}.txt`, head: '' },
  { count: 700, bytes: 240_000, name: (i) => `picture-${i}.jpg`, head: Buffer.from('ffd8ffe000104a464946000101', 'hex') },
  { count: 100, bytes: 1_600_000, name: (i) => `paper-${i}.pdf`, head: '%PDF-1.7\n' },
];

const MD5_SEED = `
import hashlib, sys
from pathlib import Path
for path in Path(sys.argv[1]).rglob("*"):
    if path.is_file():
        with open(path, "rb") as f:
            hashlib.md5(f.read(1024 * 1024)).hexdigest()
`;

/** @param options `{ runs = 3, largeBytes = 1 GB, isQuick }` */
export async function run({ isQuick = false, runs = isQuick ? 1 : 3, largeBytes = (isQuick ? 100 : 1_000) * MB } = {}) {
  const place = makeFolder('hash');
  try {
    const mixed = subfolder(place, 'mixed');
    const bytes = writeMix(mixed, isQuick ? 10 : 1);
    const large = join(place, 'large.bin');
    await writeLarge(large, largeBytes);
    const python = await findPython();
    const results = [];
    for (let i = 0; i < runs; i += 1) results.push(await measure(place, mixed, large, python));
    return describe(results, bytes, largeBytes);
  } finally {
    removeFolder(place);
  }
}

function writeMix(folder, divisor) {
  const noise = randomFillSync(Buffer.alloc(4_000_000));
  const text = Buffer.from(noise.toString('base64').replaceAll(/.{76}/g, '$&\n'));
  let total = 0;
  for (const { count, bytes, name, head } of MIX) {
    for (let i = 0; i < count / divisor; i += 1) {
      if (i % 200 === 0) mkdirSync(join(folder, `${Math.floor(i / 200)}`), { recursive: true });
      const from = head === '' ? text : noise;
      const at = (i * 7_919) % (from.length - bytes);
      const body = Buffer.concat([Buffer.from(head), from.subarray(at, at + bytes - head.length)]);
      writeFileSync(join(folder, `${Math.floor(i / 200)}`, name(i)), body);
      total += body.length;
    }
  }
  return total;
}

async function writeLarge(path, bytes) {
  const block = randomFillSync(Buffer.alloc(8_000_000));
  const stream = createWriteStream(path);
  for (let written = 0; written < bytes; written += block.length) {
    if (!stream.write(block.subarray(0, Math.min(block.length, bytes - written)))) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

async function measure(place, mixed, large, python) {
  const tool = async (command, args) => (await runProgram(command, args)).ms;
  // `sh -c`, so that the names reach xargs through a pipe; what it prints is thrown away, as ours is.
  const shell = (script) => tool('sh', ['-c', `${script} > /dev/null`, 'sh', mixed]);
  const workers = await startWorkers();
  try {
    // Fresh workers first compile their code; later bundles are what a folder full of files is made of.
    const oursFresh = await hashAll(workers, sourcesOf(mixed));
    const ours = await hashAll(workers, sourcesOf(mixed));
    const oursLarge = await hashAll(workers.slice(0, 1), [sourceOf(place, 'large.bin', 1)]);
    return {
      ours,
      oursFresh,
      oursLarge,
      sha256sum1: await shell('find "$1" -type f -print0 | xargs -0 -P1 -n 64 sha256sum'),
      sha256sum2: await shell('find "$1" -type f -print0 | xargs -0 -P2 -n 64 sha256sum'),
      md5: python ? await tool(python, ['-c', MD5_SEED, mixed]) : undefined,
      openssl: await shell('find "$1" -type f -print0 | xargs -0 -P2 -n 64 openssl dgst -sha256'),
      opensslLarge: await tool('openssl', ['dgst', '-sha256', large]),
    };
  } finally {
    for (const worker of workers) await end(worker.child);
  }
}

function sourcesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry, i) => sourceOf(folder, join(entry.parentPath, entry.name).slice(folder.length + 1), i + 1));
}

function sourceOf(root, path, fileId) {
  const stats = statSync(join(root, path));
  return { fileId, root, path, size: stats.size, mtimeMs: stats.mtimeMs, ino: String(stats.ino) };
}

/** The built worker as the engine starts it, spoken to by the wire protocol (src/shared/rpc/wire.ts). */
async function startWorkers() {
  return Promise.all(
    Array.from({ length: WORKERS }, async () => {
      const child = forkProgram(builtProgram('worker'));
      const waiting = new Map();
      let lastId = 0;
      const greeted = new Promise((resolve) => {
        child.on('message', (message) => {
          if (message.t === 'hello') resolve();
          else if (message.t === 'ok' || message.t === 'failed') waiting.get(message.id)?.(message);
        });
      });
      await greeted;
      const recognise = (sources) =>
        new Promise((resolve, reject) => {
          const id = (lastId += 1);
          waiting.set(id, (reply) => {
            waiting.delete(id);
            const failed = reply.t === 'failed' ? reply.error : reply.output.results.find(({ ok }) => !ok)?.error;
            if (failed) reject(new Error(`files.recognise: ${failed.message} ${failed.details ?? ''}`));
            else resolve(reply.output.results);
          });
          child.send({ t: 'call', id, name: 'files.recognise', input: { sources } });
        });
      return { child, recognise };
    }),
  );
}

/** Milliseconds until every file has its checksum. */
async function hashAll(workers, sources) {
  const bundles = bundlesOf(sources);
  const startedAt = performance.now();
  const lanes = workers.flatMap((worker) => Array.from({ length: CALLS_PER_WORKER }, () => worker));
  let hashed = 0;
  await Promise.all(
    lanes.map(async (worker) => {
      for (let bundle = bundles.shift(); bundle; bundle = bundles.shift()) {
        const results = await worker.recognise(bundle);
        hashed += results.length;
      }
    }),
  );
  if (hashed !== sources.length) throw new Error(`${hashed} of ${sources.length} files were hashed.`);
  return performance.now() - startedAt;
}

function bundlesOf(sources) {
  const bundles = [];
  let current = [];
  let bytes = 0;
  for (const source of sources) {
    const isSmall = source.size <= SMALL_BYTES;
    if (current.length > 0 && (!isSmall || current.length >= BUNDLE_FILES || bytes + source.size > BUNDLE_BYTES)) {
      bundles.push(current);
      current = [];
      bytes = 0;
    }
    if (!isSmall) bundles.push([source]);
    else {
      current.push(source);
      bytes += source.size;
    }
  }
  if (current.length > 0) bundles.push(current);
  return bundles;
}

function describe(results, bytes, largeBytes) {
  const speed = (key, size) => results.map((result) => size / MB / (result[key] / 1000));
  const ours = speed('ours', bytes);
  const name = `SHA-256 of ${Math.round(bytes / MB)} MB in many files`;
  const unit = 'MB/s';
  const note = `${WORKERS} workers that have worked before, with recognition of the type; peers start anew`;
  const rows = [
    row({ name: `${name}, fresh workers`, values: speed('oursFresh', bytes), unit, peer: 'sha256sum -P1', peerValues: speed('sha256sum1', bytes), note: 'the first files of workers that have just started' }),
    row({ name, values: ours, unit, peer: 'sha256sum -P1', peerValues: speed('sha256sum1', bytes), floor: atLeast(2), note: `${note}; aim 4` }),
    row({ name, values: ours, unit, peer: 'sha256sum -P2', peerValues: speed('sha256sum2', bytes), note: `${note}; as many processes as workers` }),
    row({ name, values: ours, unit, peer: 'openssl -P2', peerValues: speed('openssl', bytes), note: `${note}; openssl starts once for 64 files` }),
  ];
  if (results.every(({ md5 }) => md5 !== undefined)) {
    rows.push(row({ name, values: ours, unit, peer: 'seed MD5 in Python', peerValues: speed('md5', bytes), floor: atLeast(1), note: 'the seed hashes the first MiB of each; aim 1.5' }));
  }
  rows.push(
    row({
      name: `SHA-256 of one file of ${Math.round(largeBytes / MB)} MB`,
      values: speed('oursLarge', largeBytes),
      unit,
      peer: 'openssl',
      peerValues: speed('opensslLarge', largeBytes),
      floor: atLeast(0.8),
      note: 'one worker',
    }),
  );
  return rows;
}
