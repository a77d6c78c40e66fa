import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWith } from './create-request.mjs';
import { createText, writeTexts } from './create-text.mjs';
import { runProgram } from './kit/processes.mjs';
import { findProgram } from './kit/programs.mjs';
import { findPythonWith } from './kit/python.mjs';
import { atLeast, atMost, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';
import { workerHosts } from './kit/worker-pool.mjs';

const MB = 1e6;
/** As someone who knows what is in it would set them. */
const LIMITS = { totalBytes: 4e9, entryBytes: 2e9, entries: 100_000, ratio: 1_000, ratioFromBytes: 10_000_000 };
const ALL = { ordinals: null, include: [], exclude: [], maxEntryBytes: null };

const SEED = `
import sys, time, zipfile, tarfile
archive, into = sys.argv[1:]
started = time.perf_counter()
if archive.endswith(".zip"):
    with zipfile.ZipFile(archive) as opened:
        for info in opened.infolist():
            opened.extract(info, into)
else:
    with tarfile.open(archive) as opened:
        for member in opened.getmembers():
            opened.extract(member, into)
print(time.perf_counter() - started)
`;

const bsdtar = { name: 'bsdtar', program: 'bsdtar', args: (archive, into) => ['-xf', archive, '-C', into] };
const tar = { name: 'tar', program: 'tar', args: (archive, into) => ['-xf', archive, '-C', into] };
const sevenZip = { name: '7z', program: '7z', args: (archive, into) => ['x', '-bso0', '-bsp0', `-o${into}`, archive] };
const unzip = { name: 'unzip', program: 'unzip', args: (archive, into) => ['-q', archive, '-d', into] };

/** Which peers, and what is to be reached against which. */
const CASES = [
  { format: 'zip', what: 'large', peers: [{ ...bsdtar, floor: 0.9 }, sevenZip, unzip], hasSeed: true },
  { format: 'tar.gz', what: 'large', peers: [{ ...bsdtar, floor: 0.8 }, tar], hasSeed: true, seedFloor: 2 },
  { format: 'tar.bz2', what: 'large', peers: [{ ...tar, floor: 0.9 }, bsdtar] },
  { format: '7z', what: 'large', peers: [{ ...sevenZip, floor: 0.9 }, bsdtar] },
  { format: 'zip', what: 'small', peers: [{ ...bsdtar, floor: 0.9 }, sevenZip], hasSeed: true },
  { format: 'tar.gz', what: 'small', peers: [{ ...bsdtar, floor: 0.9 }, tar], hasSeed: true },
];

/** @param options `{ runs = 3, bytes = 67 MB, files = 10,000, isQuick }` */
export async function run({ isQuick = false, runs = isQuick ? 1 : 3, bytes = (isQuick ? 6 : 67) * MB, files = isQuick ? 300 : 10_000 } = {}) {
  const place = makeFolder('extract');
  try {
    const large = subfolder(place, 'large');
    writeTexts(large, 9, bytes, 40);
    const small = subfolder(place, 'small');
    writeSmall(small, files);
    const hosts = workerHosts();
    const python = await findPythonWith('zipfile');
    const rows = [];
    for (const one of CASES) {
      const isSmall = one.what === 'small';
      const archive = join(place, `${one.what}.${one.format}`);
      await hosts[0].withWorkers(1, ([worker]) => createWith(worker, isSmall ? small : large, one.format, archive));
      const scale = isSmall ? { amount: files, unit: 'files/s', says: `${files.toLocaleString('en')} small files` } : { amount: bytes / MB, unit: 'MB/s', says: `${bytes / MB} MB` };
      rows.push(...(await measureCase({ ...one, archive, place, hosts, python, runs, ...scale })));
    }
    return rows;
  } finally {
    removeFolder(place);
  }
}

async function measureCase({ format, peers, hasSeed, seedFloor, archive, place, hosts, python, runs, amount, unit, says }) {
  const ways = hosts.map((host) => ({ host, speeds: [], memory: [] }));
  const others = peers.filter(({ program }) => findProgram(program)).map((peer) => ({ ...peer, speeds: [] }));
  const seeds = [];
  let number = 0;
  const into = async (work) => {
    number += 1;
    const folder = subfolder(place, `into-${format}-${number}`);
    try {
      return amount / (await work(folder));
    } finally {
      removeFolder(folder);
    }
  };
  for (let i = 0; i < runs; i += 1) {
    for (const { host, speeds, memory } of ways) {
      await host.withWorkers(1, async ([worker]) => {
        const [file] = await worker.recognise([archive]);
        await worker.call('archive.plan', requestOf(file, place, {}));
        speeds.push(await into((folder) => ours(worker, file, place, folder)));
        memory.push(worker.memory()?.peakRss ?? Number.NaN);
      });
    }
    for (const { program, args, speeds } of others) {
      speeds.push(await into(async (folder) => (await runProgram(findProgram(program), args(archive, folder))).ms / 1_000));
    }
    if (hasSeed && python) seeds.push(await into(async (folder) => Number((await runProgram(python, ['-c', SEED, archive, folder])).stdout)));
  }
  return ways.flatMap(({ host, speeds, memory }) => {
    const name = `extract ${format}, ${says}, ${host.name}`;
    const note = `${host.note}; with path checks, limits and SHA-256`;
    return [
      ...others.map((peer) => row({ name, values: speeds, unit, peer: peer.name, peerValues: peer.speeds, ...(peer.floor ? { floor: atLeast(peer.floor) } : {}), note })),
      ...(seeds.length > 0 ? [row({ name, values: speeds, unit, peer: 'seed', peerValues: seeds, ...(seedFloor ? { floor: atLeast(seedFloor) } : {}), note })] : []),
      ...(others.length + seeds.length === 0 ? [row({ name, values: speeds, unit, note })] : []),
      row({ name: `extract ${format}, ${says}, worker, ${host.name}`, values: memory, unit: 'MB', floor: atMost(200), note: 'most it had resident (RSS), libraries included' }),
    ];
  });
}

const requestOf = ({ source, options }, scratchDir, more) => ({ source, scratchDir, options: { ...options, processor: 'archive', passwords: [] }, pick: ALL, limits: LIMITS, ...more });

/** Seconds. */
async function ours(worker, file, place, folder) {
  const startedAt = performance.now();
  const { refused } = await worker.call('archive.unpack', requestOf(file, place, { into: folder, layout: 'tree' }));
  if (refused.length > 0) throw new Error(`refused: ${refused[0].reason}`);
  return (performance.now() - startedAt) / 1_000;
}

/** Texts of 0.5 to 8.5 kB, a hundred in a folder. */
function writeSmall(folder, files) {
  const text = createText(13, 1_000_000);
  for (let i = 0; i < files; i += 1) {
    const at = (i * 7_919) % (text.length - 9_000);
    const parent = join(folder, `folder-${Math.floor(i / 100)}`);
    if (i % 100 === 0) mkdirSync(parent);
    writeFileSync(join(parent, `note-${i}.txt`), text.subarray(at, at + 500 + ((i * 131) % 8_000)));
  }
}
