import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeTexts } from './create-text.mjs';
import { packSources, RECIPE } from './create-request.mjs';
import { median } from './kit/numbers.mjs';
import { runProgram } from './kit/processes.mjs';
import { findProgram } from './kit/programs.mjs';
import { findPythonWith } from './kit/python.mjs';
import { atLeast, atMost, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';
import { workerHosts } from './kit/worker-pool.mjs';

const MB = 1e6;
const FORMATS = ['zip', 'tar.gz', 'tar.bz2', '7z'];

/** Archives as people make them in Python, verified as they do it there. Prints seconds. */
const SEED = `
import sys, time, zipfile, tarfile
from pathlib import Path
form, target, folder = sys.argv[1:]
files = sorted(Path(folder).iterdir())
started = time.perf_counter()
if form == "zip":
    with zipfile.ZipFile(target, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, arcname=file.name, compress_type=zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
else:
    with tarfile.open(target, "w:gz", compresslevel=6) as archive:
        for file in files:
            archive.add(file, arcname=file.name)
    with tarfile.open(target) as archive:
        assert len(archive.getmembers()) == len(files)
print(time.perf_counter() - started)
`;

/** Other programs at the same work; those that are not installed are left out. */
const PEERS = {
  zip: [
    { name: 'zip', program: 'zip', args: (target) => ['-q', '-r', target, '.'] },
    { name: '7z -tzip', program: '7z', args: (target) => ['a', '-tzip', '-bso0', '-bsp0', target, '.'] },
  ],
  'tar.gz': [
    { name: 'tar czf', program: 'tar', args: (target) => ['-czf', target, '.'] },
    { name: 'tar | pigz', program: 'pigz', needs: 'tar', run: 'tar', args: (target) => ['-c', '-I', 'pigz', '-f', target, '.'] },
  ],
  'tar.bz2': [{ name: 'tar cjf', program: 'bzip2', run: 'tar', args: (target) => ['-cjf', target, '.'] }],
  '7z': [{ name: '7z', program: '7z', args: (target) => ['a', '-t7z', '-bso0', '-bsp0', target, '.'] }],
};

/** @param options `{ runs = 3, bytes = 70 MB, isQuick }` */
export async function run({ isQuick = false, runs = isQuick ? 1 : 3, bytes = (isQuick ? 6 : 70) * MB } = {}) {
  const place = makeFolder('create');
  try {
    const folder = subfolder(place, 'texts');
    writeTexts(folder, 5, bytes, 40);
    const out = subfolder(place, 'out');
    const python = await findPythonWith('zipfile');
    const rows = [];
    for (const format of FORMATS) rows.push(...(await measureFormat({ format, folder, out, python, runs, bytes })));
    return rows;
  } finally {
    removeFolder(place);
  }
}

async function measureFormat({ format, folder, out, python, runs, bytes }) {
  const ways = workerHosts().map((host) => ({ host, speeds: [], sizes: [], memory: [] }));
  const seed = { speeds: [], sizes: [] };
  const hasSeed = python !== undefined && (format === 'zip' || format === 'tar.gz');
  const others = PEERS[format].filter(({ program, needs }) => findProgram(program) && (!needs || findProgram(needs))).map((peer) => ({ ...peer, speeds: [] }));
  for (let i = 0; i < runs; i += 1) {
    for (const way of ways) await measureOurs(way, format, folder, out, bytes);
    if (hasSeed) {
      const target = join(out, `seed.${format}`);
      const { stdout } = await runProgram(python, ['-c', SEED, format, target, folder]);
      seed.speeds.push(bytes / MB / Number(stdout));
      seed.sizes.push(taken(target));
    }
    for (const { run: command, program, args, speeds } of others) {
      const target = join(out, `peer.${format}`);
      const { ms } = await runProgram(findProgram(command ?? program), args(target), { cwd: folder });
      speeds.push(bytes / MB / (ms / 1_000));
      taken(target);
    }
  }
  const rows = [];
  for (const { host, speeds, sizes, memory } of ways) {
    const name = `create ${format}, 70 MB text, ${host.name}`;
    const note = `${host.note}; read back and compared; ${(100 * median(sizes) * MB / bytes).toFixed(1)} % of the text`;
    const beside = hasSeed ? { peer: 'seed and its verifying', peerValues: seed.speeds, floor: atLeast(1.5) } : {};
    rows.push(row({ name, values: speeds, unit: 'MB/s', ...beside, note: `${note}${hasSeed ? '; aim 3' : ''}` }));
    if (hasSeed) rows.push(row({ name: `create ${format}, size`, values: sizes, unit: 'MB', peer: 'seed', peerValues: seed.sizes, floor: atMost(1.03) }));
    for (const peer of others) rows.push(row({ name, values: speeds, unit: 'MB/s', peer: peer.name, peerValues: peer.speeds, note: 'the peer does not verify' }));
    rows.push(row({ name: `create ${format}, worker, ${host.name}`, values: memory, unit: 'MB', floor: atMost(200), note: 'most it had resident (RSS), libraries included' }));
  }
  return rows;
}

function measureOurs({ host, speeds, sizes, memory }, format, folder, out, bytes) {
  return host.withWorkers(1, async ([worker]) => {
    const target = join(out, `ours.${format}`);
    const sources = packSources(folder);
    // What is loaded once is not measured.
    await worker.call('archive.create', { fileId: 1, sources: sources.slice(0, 1), recipe: { ...RECIPE, format }, target });
    taken(target);
    const startedAt = performance.now();
    await worker.call('archive.create', { fileId: 1, sources, recipe: { ...RECIPE, format }, target });
    speeds.push(bytes / MB / ((performance.now() - startedAt) / 1_000));
    sizes.push(taken(target));
    memory.push(worker.memory()?.peakRss ?? Number.NaN);
  });
}

/** Megabytes of a file, which goes. */
function taken(path) {
  const { size } = statSync(path);
  rmSync(path);
  return size / MB;
}
