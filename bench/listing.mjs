import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWith } from './create-request.mjs';
import { median } from './kit/numbers.mjs';
import { runProgram } from './kit/processes.mjs';
import { findProgram } from './kit/programs.mjs';
import { findPythonWith } from './kit/python.mjs';
import { atLeast, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';
import { workerHosts } from './kit/worker-pool.mjs';

const TIMES = 5;
/** Against Python's own readers, measured inside. */
const FLOORS = { zip: 0.5, 'tar.gz': 3 };

const SEED = `
import sys, time, zipfile, tarfile
archive, times = sys.argv[1], int(sys.argv[2])
seconds = []
for _ in range(times):
    started = time.perf_counter()
    files = []
    if archive.endswith(".zip"):
        with zipfile.ZipFile(archive) as opened:
            for info in opened.infolist():
                if not info.is_dir():
                    files.append({"filename": info.filename, "compressed_size": info.compress_size, "uncompressed_size": info.file_size,
                                  "compression_type": info.compress_type, "date_time": str(info.date_time)})
    else:
        with tarfile.open(archive, "r:gz") as opened:
            for member in opened.getmembers():
                if member.isfile():
                    files.append({"filename": member.name, "size": member.size, "mode": oct(member.mode), "uid": member.uid,
                                  "gid": member.gid, "mtime": member.mtime})
    seconds.append(time.perf_counter() - started)
print(sorted(seconds)[times // 2])
`;

/** @param options `{ runs = 3, entries = 10,000, isQuick }` */
export async function run({ isQuick = false, runs = isQuick ? 1 : 3, entries = isQuick ? 500 : 10_000 } = {}) {
  const place = makeFolder('listing');
  try {
    const folder = subfolder(place, 'files');
    writeFiles(folder, entries);
    const hosts = workerHosts();
    const python = await findPythonWith('zipfile');
    const rows = [];
    for (const format of Object.keys(FLOORS)) {
      const archive = join(place, `files.${format}`);
      await hosts[0].withWorkers(1, ([worker]) => createWith(worker, folder, format, archive));
      rows.push(...(await measure({ format, archive, hosts, python, runs, entries, place })));
    }
    return rows;
  } finally {
    removeFolder(place);
  }
}

async function measure({ format, archive, hosts, python, runs, entries, place }) {
  const ways = hosts.map((host) => ({ host, speeds: [] }));
  const seeds = [];
  const bsdtars = [];
  const bsdtar = findProgram('bsdtar');
  for (let i = 0; i < runs; i += 1) {
    for (const { host, speeds } of ways) speeds.push(entries / (await host.withWorkers(1, ([worker]) => ourSeconds(worker, archive, place, entries))));
    if (python) seeds.push(entries / Number((await runProgram(python, ['-c', SEED, archive, String(TIMES)])).stdout));
    if (bsdtar) bsdtars.push(entries / ((await runProgram(bsdtar, ['-tf', archive])).ms / 1_000));
  }
  return ways.flatMap(({ host, speeds }) => {
    const name = `list ${format}, ${entries.toLocaleString('en')} entries, ${host.name}`;
    const note = `${host.note}; the whole report, measured inside, median of ${TIMES} readings`;
    return [
      ...(seeds.length > 0 ? [row({ name, values: speeds, unit: 'entries/s', peer: 'seed', peerValues: seeds, floor: atLeast(FLOORS[format]), note })] : []),
      ...(bsdtars.length > 0 ? [row({ name, values: speeds, unit: 'entries/s', peer: 'bsdtar', peerValues: bsdtars, note: `${note}; the peer with its start` })] : []),
      ...(seeds.length + bsdtars.length === 0 ? [row({ name, values: speeds, unit: 'entries/s', note })] : []),
    ];
  });
}

async function ourSeconds(worker, archive, place, entries) {
  const took = [];
  for (let i = 0; i < TIMES; i += 1) {
    const [{ source, options }] = await worker.recognise([archive]);
    const [{ result, error, durationMs }] = await worker.read([{ source, options: { ...options, processor: 'archive' } }], place);
    if (error) throw new Error(error.message);
    if (result.report.fileCount !== entries) throw new Error(`${result.report.fileCount} of ${entries} entries listed`);
    took.push(durationMs / 1_000);
  }
  return median(took);
}

function writeFiles(folder, count) {
  for (let i = 0; i < count; i += 1) {
    const parent = join(folder, `folder-${Math.floor(i / 100)}`);
    if (i % 100 === 0) mkdirSync(parent);
    writeFileSync(join(parent, `note number ${i}.txt`), `Note ${i}.\n`);
  }
}
