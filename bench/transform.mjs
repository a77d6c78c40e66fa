import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './kit/numbers.mjs';
import { writePhotos } from './kit/photos.mjs';
import { end, forkProgram, runProgram } from './kit/processes.mjs';
import { findPythonWith } from './kit/python.mjs';
import { atLeast, atMost, row } from './kit/rows.mjs';
import { makeFolder, removeFolder } from './kit/temporary.mjs';
import { spread, workerHosts } from './kit/worker-pool.mjs';

const PEERS = join(import.meta.dirname, 'peers');
const WORKERS = 2;
const SIZE = { width: 4_000, height: 3_000 };
const PREVIEWS = 9;
const RESIZE = { resize: { by: 'largestSide', pixels: 1_600, enlarge: false } };
const NOTHING = {
  resize: null, sharpen: false, blur: false, edgeEnhance: false, brightness: 1, contrast: 1, saturation: 1,
  whiteBalance: false, equalise: false, format: 'same', quality: 90, compression: 6, metadata: 'keep',
};
const AUTO = { whiteBalance: true, equalise: true };
const RECIPES = {
  resize: { ...NOTHING, ...RESIZE },
  enhance: { ...NOTHING, ...RESIZE, ...AUTO },
  all: { ...NOTHING, ...RESIZE, ...AUTO, sharpen: true, blur: true, edgeEnhance: true, brightness: 1.1, contrast: 1.1, saturation: 1.1 },
};
const WORDS = { resize: 'to 1600', enhance: 'to 1600, white balance, CLAHE', all: 'to 1600, all steps' };
const FLOORS = { resize: [3, 4], enhance: [2.5, 4], all: [2.5, 4] };

/** @param options `{ runs = 3, isQuick }`: a run is eight pictures for each program and recipe */
export async function run({ isQuick = false, runs = isQuick ? 1 : 3 } = {}) {
  const place = makeFolder('transform');
  try {
    const originals = await writePhotos(place, 2, SIZE);
    const paths = Array.from({ length: isQuick ? 2 : 8 }, (_, i) => originals[i % originals.length]);
    const out = join(place, 'out');
    mkdirSync(out);
    const python = await findPythonWith('cv2', 'PIL', 'numpy');
    const rows = [];
    const seeds = {};
    const bare = [];
    for (const what of Object.keys(RECIPES)) seeds[what] = [];
    const ways = workerHosts().map((host) => ({ host, speeds: { resize: [], enhance: [], all: [] }, previews: [], memory: [] }));
    for (let i = 0; i < runs; i += 1) {
      if (python) for (const what of Object.keys(RECIPES)) seeds[what].push(await seedSpeed(python, what, out, paths));
      bare.push(await bareSpeed(paths, out));
      for (const way of ways) await measure(way, paths, out);
    }
    for (const { host, speeds, previews, memory } of ways) {
      for (const [what, values] of Object.entries(speeds)) {
        const name = `transform 12 MP ${WORDS[what]}, ${WORKERS} workers, ${host.name}`;
        const [floor, aim] = FLOORS[what];
        const beside = python ? { peer: 'seed', peerValues: seeds[what], floor: atLeast(floor) } : {};
        rows.push(row({ name, values, unit: 'images/s', ...beside, note: `${host.note}; aim ${aim}` }));
      }
      const isNode = host.name === 'Node';
      rows.push(
        row({
          name: `transform 12 MP ${WORDS.resize}, ${WORKERS} workers, ${host.name}`,
          values: speeds.resize,
          unit: 'images/s',
          peer: 'bare sharp, 2 processes',
          peerValues: bare,
          ...(isNode ? { floor: atLeast(0.9) } : {}),
          note: isNode ? host.note : `${host.note}; sharp runs natively in Node only`,
        }),
        row({ name: `transform, preview of 12 MP, ${host.name}`, values: previews, unit: 'ms', floor: atMost(300), note: 'all steps, longer side 1,200; median of those after the first' }),
        row({ name: `transform, worker, ${host.name}`, values: memory, unit: 'MB', note: 'most one had resident (RSS)' }),
      );
    }
    return rows;
  } finally {
    removeFolder(place);
  }
}

function measure({ host, speeds, previews, memory }, paths, out) {
  return host.withWorkers(WORKERS, async (workers) => {
    const files = await workers[0].recognise(paths);
    const transform = (worker, { source, options }, recipe, maxSidePixels = null) =>
      worker.call('picture.transform', { source, options: { ...options, passwords: [] }, recipe, maxSidePixels, scratchDir: out });
    for (const worker of workers) await transform(worker, files[0], RECIPES.all);
    for (const [what, recipe] of Object.entries(RECIPES)) {
      const startedAt = performance.now();
      await spread(workers, files, (worker, file) => transform(worker, file, recipe));
      speeds[what].push((1_000 * files.length) / (performance.now() - startedAt));
    }
    const took = [];
    for (let i = 0; i <= PREVIEWS; i += 1) {
      const startedAt = performance.now();
      await transform(workers[0], files[0], { ...RECIPES.all, brightness: 1 + i / 20 }, 1_200);
      took.push(performance.now() - startedAt);
    }
    previews.push(median(took.slice(1)));
    memory.push(Math.max(...workers.map((worker) => worker.memory()?.peakRss ?? Number.NaN)));
  });
}

async function seedSpeed(python, what, out, paths) {
  const { stdout } = await runProgram(python, [join(PEERS, 'seed_transform.py'), what, out, ...paths]);
  return paths.length / JSON.parse(stdout).seconds;
}

/** As many processes as we have workers, each with its share of the pictures. */
async function bareSpeed(paths, folder) {
  const children = await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      const child = forkProgram(join(PEERS, 'sharp-resize.mjs'));
      await once(child, 'message');
      return child;
    }),
  );
  const ask = async (child, share) => {
    child.send({ paths: share, folder });
    await once(child, 'message');
  };
  try {
    await Promise.all(children.map((child) => ask(child, paths.slice(0, 1))));
    const startedAt = performance.now();
    await Promise.all(children.map((child, at) => ask(child, paths.filter((_, i) => i % WORKERS === at))));
    return (1_000 * paths.length) / (performance.now() - startedAt);
  } finally {
    for (const child of children) await end(child);
  }
}
