import { once } from 'node:events';
import { join } from 'node:path';
import { watchOnce } from './kit/headless.mjs';
import { runProgram, startProgram } from './kit/processes.mjs';
import { findPython } from './kit/python.mjs';
import { atLeast, atMost, row } from './kit/rows.mjs';
import { writeFiles } from './kit/small-files.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const SEED = join(import.meta.dirname, 'peers', 'seed-pass.py');
/** The disk's own times must say that nobody writes the files any more, or the engine watches them first. */
const REST_MS = 11_000;

/** @param options `{ files = 5000, runs = 3, isQuick }` */
export async function run({ isQuick = false, files = isQuick ? 1_000 : 5_000, runs = isQuick ? 1 : 3 } = {}) {
  const python = process.platform === 'win32' ? undefined : await findPython();
  const place = makeFolder('pipeline');
  try {
    const folder = subfolder(place, 'drop');
    writeFiles(folder, files, { lines: 30, perFolder: 100 });
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    const results = [];
    for (let i = 0; i < runs; i += 1) results.push(await measure(folder, subfolder(place, `run-${i}`), python));
    return describe(results, files);
  } finally {
    removeFolder(place);
  }
}

/** Ours and the peers side by side, over the same files in the cache; each leaves its results in a folder of its own. */
async function measure(folder, place, python) {
  const data = join(place, 'data');
  const first = await watchOnce(folder, data);
  const again = await watchOnce(folder, data);
  const seed = {};
  for (const how of python ? ['backup', 'nobackup'] : []) {
    const { stdout, ms } = await runProgram(python, [SEED, folder, join(place, how), how]);
    seed[how] = { ms, insideMs: JSON.parse(stdout).seconds.all * 1000, seconds: JSON.parse(stdout).seconds };
  }
  return { first, again, seed, shell: await findHashCopy(folder, join(place, 'copy')) };
}

/** The least that tools do: names, checksums, a copy of each file. Undefined where they do not exist. */
async function findHashCopy(folder, copy) {
  const startedAt = performance.now();
  const script = 'find "$1" -type f -print0 | xargs -0 sha256sum > "$2.sums" && cp -a "$1" "$2"';
  const child = startProgram('sh', ['-c', script, 'sh', folder, copy], { stdio: 'ignore' });
  const [code] = await once(child, 'close').catch(() => [1]);
  return code === 0 ? performance.now() - startedAt : undefined;
}

function describe(results, files) {
  const perSecond = (ms) => (files / ms) * 1000;
  const of = (ask) => results.map(ask);
  const whole = of(({ first }) => perSecond(first.ms));
  const inside = of(({ first }) => perSecond(first.lastMs - first.firstMs));
  const lost = Math.max(...of(({ first }) => files - Math.min(first.files, first.summary.done)));
  const hasSeed = results.every(({ seed }) => seed.backup);
  const hasShell = results.every(({ shell }) => shell !== undefined);
  const name = `whole pass over ${files} small files`;
  const unit = 'files/s';
  const doing = 'ours: filter, quiet time, checksum, type, text read and indexed, journal, log; no backup copy, which is no action yet';
  const rows = [
    row({ name: `${name}: not done`, values: lost, unit: 'files', floor: atMost(0), note: 'worst run' }),
    row({ name: `${name}: first line after`, values: of(({ first }) => first.firstMs), unit: 'ms', note: 'start of Node, engine, watcher and workers, first look, first bundle' }),
  ];
  if (hasSeed) {
    const seedOf = (how, key) => of(({ seed }) => perSecond(seed[how][key]));
    const { seconds } = results[0].seed.backup;
    const parts = Object.entries(seconds).map(([part, value]) => `${part} ${value.toFixed(2)}`).join(', ');
    rows.push(
      row({ name: `${name}, whole process`, values: whole, unit, peer: 'seed in Python', peerValues: seedOf('backup', 'ms'), floor: atLeast(1), note: `aim 2; ${doing}; seed's seconds: ${parts}` }),
      row({ name: `${name}, inside`, values: inside, unit, peer: 'seed in Python', peerValues: seedOf('backup', 'insideMs'), floor: atLeast(1), note: 'first to last settled line; aim 2' }),
      row({ name: `${name}, inside, no backup on either side`, values: inside, unit, peer: 'seed in Python', peerValues: seedOf('nobackup', 'insideMs'), note: 'the same without the copies of the seed' }),
    );
  } else {
    rows.push(
      row({ name: `${name}, whole process`, values: whole, unit, note: `no Python here to compare with; ${doing}` }),
      row({ name: `${name}, inside`, values: inside, unit, note: 'first to last settled line' }),
    );
  }
  if (hasShell) {
    rows.push(row({ name: `${name}, whole process, against tools`, values: whole, unit, peer: 'find + sha256sum + cp', peerValues: of(({ shell }) => perSecond(shell)), note: 'the tools read, hash and copy; they keep no state' }));
  }
  rows.push(
    row({ name: `${name}: again, nothing changed`, values: of(({ again }) => again.ms), unit: 'ms', note: `whole process; ${Math.max(...of(({ again }) => again.files))} files read again` }),
  );
  return rows;
}
