import { join } from 'node:path';
import { equalHashes } from './kit/image-score.mjs';
import { writePhotoKinds } from './kit/photo-kinds.mjs';
import { writePhotos } from './kit/photos.mjs';
import { runProgram } from './kit/processes.mjs';
import { findPythonWith } from './kit/python.mjs';
import { atLeast, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';
import { spread, workerHosts } from './kit/worker-pool.mjs';

const PEER = join(import.meta.dirname, 'peers', 'seed_image.py');
const WORKERS = 2;
/** As the engine bundles small files. */
const BUNDLE_FILES = 8;
const SIZES = [
  { name: '12 MP', width: 4_000, height: 3_000, bundle: 1 },
  { name: '1.2 MP', width: 1_280, height: 960, bundle: BUNDLE_FILES },
];

/** @param options `{ runs = 3, isQuick }` */
export async function run({ isQuick = false, runs = isQuick ? 1 : 3 } = {}) {
  const place = makeFolder('hashes');
  try {
    const scratch = subfolder(place, 'scratch');
    const python = await findPythonWith('cv2', 'PIL', 'scipy.fftpack', 'pywt');
    const hosts = workerHosts();
    const rows = [];
    for (const size of SIZES) rows.push(...(await compare({ size, hosts, python, scratch, runs, folder: subfolder(place, size.name), isQuick })));
    if (python) rows.push(await judge(hosts[0], python, await writePhotoKinds(subfolder(place, 'kinds')), scratch));
    return rows;
  } finally {
    removeFolder(place);
  }
}

async function compare({ size, hosts, python, scratch, runs, folder, isQuick }) {
  const count = (isQuick ? 2 : 4) * size.bundle;
  const paths = await writePhotos(folder, count, size);
  const ours = new Map(hosts.map(({ name }) => [name, []]));
  const theirs = [];
  for (let i = 0; i < runs; i += 1) {
    for (const host of hosts) {
      await host.withWorkers(WORKERS, async (workers) => {
        for (const worker of workers) await readAll([worker], paths.slice(0, 2 * size.bundle), scratch, size.bundle);
        ours.get(host.name).push(count / (await readAll(workers, paths, scratch, size.bundle)).seconds);
      });
    }
    if (python) theirs.push(count / (await askPeer(python, paths)).seconds);
  }
  return hosts.map((host) =>
    row({
      name: `four hashes, ${size.name}, two workers, ${host.name}`,
      values: ours.get(host.name),
      unit: 'images/s',
      ...(python ? { peer: 'imagehash', peerValues: theirs, floor: atLeast(4) } : {}),
      note: `${host.note}; all that “filemill image hash” does: checksum, decoding, five hashes; aim 8`,
    }),
  );
}

async function readAll(workers, paths, scratch, bundle) {
  const bundles = [];
  for (let at = 0; at < paths.length; at += bundle) bundles.push(paths.slice(at, at + bundle));
  const startedAt = performance.now();
  const results = await spread(workers, bundles, async (worker, files) => {
    const read = await worker.read(await worker.recognise(files), scratch, { onlyHashes: true });
    for (const [i, { error }] of read.entries()) if (error) throw new Error(`${files[i]}: ${error.message} ${error.details ?? ''}`);
    return read.map(({ result }) => result.report.hashes);
  });
  return { seconds: (performance.now() - startedAt) / 1_000, hashes: results.flat() };
}

async function askPeer(python, paths) {
  return JSON.parse((await runProgram(python, [PEER, 'hashes', ...paths])).stdout);
}

async function judge(host, python, paths, scratch) {
  const { files } = await askPeer(python, paths);
  const { hashes } = await host.withWorkers(1, (workers) => readAll(workers, paths, scratch, 1));
  const equal = hashes.reduce((sum, each, i) => sum + equalHashes(each, files[i].hashes), 0);
  return row({ name: 'four hashes: equal', values: (100 * equal) / (4 * paths.length), unit: '%', floor: atLeast(100), note: `${4 * paths.length} hashes of ${paths.length} kinds of pictures` });
}
