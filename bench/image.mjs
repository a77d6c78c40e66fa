import { join } from 'node:path';
import { writePhotos } from './kit/photos.mjs';
import { writePhotoKinds } from './kit/photo-kinds.mjs';
import { equalHashes, relativeError } from './kit/image-score.mjs';
import { runProgram } from './kit/processes.mjs';
import { findPythonWith } from './kit/python.mjs';
import { atLeast, atMost, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';
import { spread, workerHosts } from './kit/worker-pool.mjs';

const SEED = join(import.meta.dirname, 'peers', 'seed_image.py');
const WORKERS = 2;
const SIZE = { width: 4_000, height: 3_000 };

/** @param options `{ files = 6, runs = 3, isQuick }`: pictures of 12 MP */
export async function run({ isQuick = false, files = isQuick ? 2 : 6, runs = isQuick ? 1 : 3 } = {}) {
  const place = makeFolder('image');
  try {
    const paths = await writePhotos(subfolder(place, 'large'), files, SIZE);
    const kinds = await writePhotoKinds(subfolder(place, 'kinds'));
    const scratch = subfolder(place, 'scratch');
    const python = await findPythonWith('cv2', 'PIL', 'scipy.fftpack', 'pywt');
    const ways = workerHosts().map((host) => ({ host, two: [], one: [], memory: [] }));
    const seed = [];
    for (let i = 0; i < runs; i += 1) {
      for (const way of ways) await measure(way, paths, scratch);
      if (python) seed.push(await askSeed(python, paths));
    }
    const peer = python ? { peer: 'seed', peerValues: seed.map(({ seconds }) => files / seconds) } : {};
    const speeds = ways.flatMap(({ host, two, one, memory }) => {
      const name = `image analysis, 12 MP, ${host.name}`;
      return [
        row({ name: `${name}, two workers`, values: two, unit: 'images/s', ...peer, ...(python ? { floor: atLeast(4) } : {}), note: `${host.note}; measures, hashes, signature and thumbnail; aim 8` }),
        row({ name: `${name}, one worker`, values: one, unit: 'images/s', ...peer, note: host.note }),
        ...(memory.some(Number.isFinite) ? [row({ name: `${name}, worker`, values: memory, unit: 'MB', floor: atMost(350), note: 'most one had resident (RSS)' })] : []),
      ];
    });
    return [...speeds, ...(python ? await judge(ways[0].host, python, [...paths, ...kinds], scratch) : [])];
  } finally {
    removeFolder(place);
  }
}

function measure({ host, two, one, memory }, paths, scratch) {
  return host.withWorkers(WORKERS, async (workers) => {
    // The first pictures of a worker also load its libraries.
    for (const worker of workers) await readAll([worker], paths.slice(0, 2), scratch);
    one.push(paths.length / (await readAll(workers.slice(0, 1), paths, scratch)).seconds);
    two.push(paths.length / (await readAll(workers, paths, scratch)).seconds);
    memory.push(Math.max(...workers.map((worker) => worker.memory()?.peakRss ?? Number.NaN)));
  });
}

async function readAll(workers, paths, scratch) {
  const startedAt = performance.now();
  const reports = await spread(workers, paths, async (worker, path) => {
    const [read] = await worker.read(await worker.recognise([path]), scratch);
    if (read.error) throw new Error(`${path}: ${read.error.message} ${read.error.details ?? ''}`);
    return read.result.report;
  });
  return { seconds: (performance.now() - startedAt) / 1_000, reports };
}

async function askSeed(python, paths) {
  const { stdout } = await runProgram(python, [SEED, 'all', ...paths]);
  return JSON.parse(stdout);
}

/** Our figures beside the seed's, of large pictures and of small ones of all kinds. */
async function judge(host, python, paths, scratch) {
  const { files: theirs } = await askSeed(python, paths);
  const { reports: ours } = await host.withWorkers(WORKERS, (workers) => readAll(workers, paths, scratch));
  const worst = (figure) => Math.max(...ours.map((report, i) => relativeError(figure(report), figure(theirs[i]))));
  const share = (isEqual) => (100 * ours.filter((report, i) => isEqual(report, theirs[i])).length) / ours.length;
  const error = (name, figure, limit) => row({ name: `image analysis: ${name}`, values: worst(figure), unit: 'relative', floor: atMost(limit), note: `largest difference from the seed; ${ours.length} pictures` });
  return [
    error('brightness', ({ quality }) => quality.brightness, 1e-6),
    error('contrast', ({ quality }) => quality.contrast, 1e-6),
    error('sharpness', ({ quality }) => quality.sharpness, 1e-4),
    error('noise', ({ quality }) => quality.noise, 1e-4),
    error('edge density', ({ content }) => content.edgeDensity, 0.01),
    error('corners', ({ content }) => content.cornerCount, 0.02),
    row({
      name: 'image analysis: dominant colours and blur',
      values: share((a, b) => JSON.stringify(a.content.dominantColors) === JSON.stringify(b.content.dominantColors) && a.quality.isBlurry === b.quality.isBlurry),
      unit: '%',
      floor: atLeast(100),
      note: 'pictures for which they are equal',
    }),
    row({ name: 'image analysis: hashes', values: share((a, b) => equalHashes(a.hashes, b.hashes) === 4), unit: '%', floor: atLeast(100), note: 'pictures of which all four are equal' }),
  ];
}
