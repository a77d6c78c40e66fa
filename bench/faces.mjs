import { join } from 'node:path';
import { drawFaces } from './kit/drawn-faces.mjs';
import { sum } from './kit/numbers.mjs';
import { writePhotos } from './kit/photos.mjs';
import { runProgram } from './kit/processes.mjs';
import { findPythonWith } from './kit/python.mjs';
import { atLeast, atMost, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';
import { spread, workerHosts } from './kit/worker-pool.mjs';

const PEERS = join(import.meta.dirname, 'peers');
const WORKERS = 2;
const SIZE = { width: 4_000, height: 3_000 };
/** Two boxes are of the same face when they share this much of what they cover together. */
const SAME_SHARE = 0.5;

/** @param options `{ files = 6, runs = 3, isQuick }`: pictures of 12 MP with drawn faces */
export async function run({ isQuick = false, files = isQuick ? 2 : 6, runs = isQuick ? 1 : 3 } = {}) {
  const place = makeFolder('faces');
  try {
    const paths = await writePhotos(subfolder(place, 'photos'), files, SIZE);
    const truth = await drawFaces(paths, SIZE);
    const scratch = subfolder(place, 'scratch');
    const python = await findPythonWith('cv2', 'PIL', 'scipy.fftpack', 'pywt');
    const ways = workerHosts().map((host) => ({ host, speeds: [], memory: [] }));
    const seed = [];
    for (let i = 0; i < runs; i += 1) {
      for (const way of ways) await measure(way, paths, scratch);
      if (python) seed.push(await askSeed(python, paths));
    }
    const peer = python ? { peer: 'seed', peerValues: seed.map(({ seconds }) => files / seconds) } : {};
    return [
      ...ways.map(({ host, speeds }) =>
        row({ name: `image analysis with faces, 12 MP, ${host.name}`, values: speeds, unit: 'images/s', ...peer, ...(python ? { floor: atLeast(6) } : {}), note: `${host.note}, two of them; aim 12` }),
      ),
      ...ways
        .filter(({ memory }) => memory.some(Number.isFinite))
        .map(({ host, memory }) => row({ name: `image analysis with faces, worker, ${host.name}`, values: memory, unit: 'MB', floor: atMost(350), note: 'most one had resident (RSS)' })),
      ...judge(ways[0].faces, truth, seed.at(-1)?.boxes),
    ];
  } finally {
    removeFolder(place);
  }
}

async function measure(way, paths, scratch) {
  await way.host.withWorkers(WORKERS, async (workers) => {
    // The first picture of a worker also loads its libraries and models.
    for (const worker of workers) await read(worker, paths[0], scratch);
    const startedAt = performance.now();
    way.faces = await spread(workers, paths, (worker, path) => read(worker, path, scratch));
    way.speeds.push((paths.length * 1_000) / (performance.now() - startedAt));
    way.memory.push(Math.max(...workers.map((worker) => worker.memory()?.peakRss ?? Number.NaN)));
  });
}

async function read(worker, path, scratchDir) {
  const [{ source, options }] = await worker.recognise([path]);
  const items = [{ source, options: { ...options, passwords: [], withFaces: true } }];
  const { results: [{ ok, result, error }] } = await worker.call('files.read', { items, scratchDir });
  if (!ok) throw new Error(`${path}: ${error.message} ${error.details ?? ''}`);
  return result.report.content.faces;
}

/** What the seed takes for its analysis and for faces on top. */
async function askSeed(python, paths) {
  const ask = async (program, ...args) => JSON.parse((await runProgram(python, [join(PEERS, program), ...args])).stdout);
  const analysis = await ask('seed_image.py', 'all', ...paths);
  const faces = await ask('seed_faces.py', ...paths);
  return { seconds: analysis.seconds + faces.seconds, boxes: faces.files };
}

function judge(found, truth, seedBoxes) {
  const isOf = (face) => (box) =>
    Math.abs(box.x + box.width / 2 - face.x) < 0.3 * face.width && Math.abs(box.y + box.height / 2 - face.y) < 0.4 * face.width;
  const drawn = sum(truth.map((faces) => faces.length));
  const seen = sum(truth.map((faces, i) => faces.filter((face) => found[i].some(isOf(face))).length));
  const extra = sum(found.map((boxes, i) => boxes.filter((box) => !truth[i].some((face) => isOf(face)(box))).length));
  const rows = [
    row({ name: 'faces: drawn ones found', values: (100 * seen) / drawn, unit: '%', note: `of ${drawn}` }),
    row({ name: 'faces: others', values: extra, unit: 'boxes', floor: atMost(0), note: 'where none was drawn' }),
  ];
  if (!seedBoxes) return rows;
  const theirs = seedBoxes.flatMap((boxes, i) => boxes.map(([x, y, width, height]) => ({ i, x, y, width, height }))).filter((box) => truth[box.i].some((face) => isOf(face)(box)));
  const shared = theirs.filter((box) => found[box.i].some((other) => shareOf(box, other) >= SAME_SHARE)).length;
  return [...rows, row({ name: "faces: the seed's found too", values: (100 * shared) / theirs.length, unit: '%', floor: atLeast(100), note: `of ${theirs.length}, sharing half of what both cover` })];
}

function shareOf(a, b) {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const common = Math.max(0, width) * Math.max(0, height);
  return common / (a.width * a.height + b.width * b.height - common);
}
