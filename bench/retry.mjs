import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { askUntil, startEngine } from './kit/engine-wire.mjs';
import { sum } from './kit/numbers.mjs';
import { runProgram, statOf } from './kit/processes.mjs';
import { findPython } from './kit/python.mjs';
import { atMost, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const SEED = join(import.meta.dirname, 'peers', 'seed_retry.py');
/** The disk's own times must say that nobody writes the files any more, or the engine watches them first. */
const REST_MS = 11_000;
const SETTLE_MS = 300_000;
const PAUSE_SECONDS = 0.1;
/** So many timelines are read for the mean time that a worker has a file. */
const SAMPLES = 200;

/** The same files with and without another try: broken ones that are read twice or once, and sound ones. */
const CASES = {
  brokenTwice: { folder: 'broken', settings: { attemptsByCause: { damaged: 2 }, retryFirstSeconds: PAUSE_SECONDS } },
  brokenOnce: { folder: 'broken', settings: { attemptsByCause: { damaged: 1 } } },
  soundMany: { folder: 'sound', settings: { maxAttempts: 20 } },
  soundOnce: { folder: 'sound', settings: { maxAttempts: 1 } },
};

/** @param options `{ files = 5000, runs = 3, isQuick }` */
export async function run({ isQuick = false, files = isQuick ? 1_000 : 5_000, runs = isQuick ? 1 : 3 } = {}) {
  const python = await findPython();
  const place = makeFolder('retry');
  try {
    const folders = { broken: subfolder(place, 'broken'), sound: subfolder(place, 'sound') };
    for (let i = 0; i < files; i += 1) {
      writeFileSync(join(folders.broken, `broken-${i}.json`), `{"number": ${i},`);
      writeFileSync(join(folders.sound, `sound-${i}.json`), `{"number": ${i}}`);
    }
    await pause(REST_MS);
    const results = [];
    for (let i = 0; i < runs; i += 1) {
      const result = {};
      // Whoever comes first finds colder caches: turn by turn.
      const order = Object.entries(CASES);
      for (const [name, { folder, settings }] of i % 2 === 0 ? order : order.reverse()) {
        result[name] = await pass(folders[folder], files, settings, subfolder(place, `${name}-${i}`));
      }
      if (python) result.seed = JSON.parse((await runProgram(python, [SEED, folders.broken])).stdout);
      results.push(result);
    }
    return describe(results, files);
  } finally {
    removeFolder(place);
  }
}

/**
 * One pass of the mill over a folder, in a ledger of its own.
 *
 * @returns `cpuMs` of the engine's process alone, the workers' not among it; `ms` from the first file seen to the last
 *   settled; `readMs` that a worker had a file, on average, in all its attempts
 */
async function pass(folder, files, settings, place) {
  const path = join(place, 'settings.yaml');
  // YAML takes JSON as it is.
  writeFileSync(path, JSON.stringify({ version: 1, folders: [{ path: folder, name: 'Files', ...settings }] }));
  const engine = await startEngine([], subfolder(place, 'data'), { settings: path });
  try {
    // Looked at seldom, and in all cases alike: each look is work for the engine too.
    const { workers } = await askUntil(() => engine.call('engine.snapshot'), ({ accounting: { done, attention } }) => done + attention === files, {
      patienceMs: SETTLE_MS,
      pauseMs: 250,
      what: 'The files did not settle',
    });
    const cpuMs = (statOf(engine.pid)?.cpuSeconds ?? Number.NaN) * 1000;
    const rows = [];
    for (let offset = 0; offset < files; offset += 500) rows.push(...(await engine.call('files.page', { offset, limit: 500 })).rows);
    const tries = settings.attemptsByCause?.damaged ?? 1;
    const other = rows.find(({ attempts }) => attempts !== tries);
    if (other) throw new Error(`${other.path} was tried ${other.attempts} times instead of ${tries}.`);
    const seenAt = rows.reduce((first, one) => Math.min(first, one.arrivedAt), Infinity);
    const settledAt = rows.reduce((last, one) => Math.max(last, one.settledAt), 0);
    return { cpuMs, ms: settledAt - seenAt, readMs: await readMs(engine, rows), workers: workers.size };
  } finally {
    await engine.close();
  }
}

async function readMs(engine, rows) {
  const sampled = rows.filter((_, i) => i % Math.ceil(rows.length / SAMPLES) === 0);
  const times = [];
  for (const { id } of sampled) {
    const { timeline } = await engine.call('files.detail', { id });
    times.push(sum(timeline.map(({ durationMs }) => durationMs ?? 0)));
  }
  return sum(times) / times.length;
}

function describe(results, files) {
  const of = (ask) => results.map(ask);
  const ofFiles = (ask) => of((result) => ask(result) / files);
  const name = `retry wrapper, ${files} files`;
  const unit = 'ms a file';
  const further = ({ brokenTwice, brokenOnce }, key) => brokenTwice[key] - brokenOnce[key];
  const said = (values, digits = 3) => values.map((value) => value.toFixed(digits)).join(', ');
  const hasSeed = results.every(({ seed }) => seed);
  const seedMs = ofFiles(({ seed }) => (seed?.wrapped ?? Number.NaN) * 1000);
  const wrapperMs = ofFiles(({ seed }) => (seed ? seed.wrapped - seed.bare : Number.NaN) * 1000);
  const rows = [
    withoutRatio({
      name: `${name} that succeed at once: what may be tried again costs more`,
      values: ofFiles(({ soundMany, soundOnce }) => soundMany.cpuMs - soundOnce.cpuMs),
      unit,
      ...(hasSeed ? { peer: 'seed in Python, all of its loop', peerValues: seedMs } : {}),
      floor: atMost(0.1),
      note: `processor time of the engine with 20 tries less that with one: ${said(ofFiles(({ soundMany, soundOnce }) => soundMany.cpuMs - soundOnce.cpuMs))}${hasSeed ? `; of the seed's, the wrapper: ${said(wrapperMs, 4)}` : ''}`,
    }),
    row({
      name: `${name} that fail once: another attempt`,
      values: ofFiles((result) => further(result, 'cpuMs')),
      unit,
      note: `processor time of the engine with two tries of broken JSON less that with one: ${said(ofFiles((result) => further(result, 'cpuMs')))}; the reading is the workers', all else is in it: decision, journal, wait, claim, worker called; one try and all before it: ${said(ofFiles(({ brokenOnce }) => brokenOnce.cpuMs))}; the seed sleeps a second in line`,
    }),
    row({
      name: `${name} that fail once: another attempt, by the clock`,
      values: of((result) => (further(result, 'ms') - PAUSE_SECONDS * 1000) / files - further(result, 'readMs') / result.brokenTwice.workers),
      unit,
      note: `the same by time, less one pause of ${PAUSE_SECONDS} s and the ${said(of((result) => further(result, 'readMs')))} ms for which one of ${results[0].brokenTwice.workers} workers had each file, as the timelines say`,
    }),
  ];
  return rows;
}

/** Ours is a difference, about nothing at best: no ratio says anything. */
function withoutRatio(facts) {
  const { ratio: _ratio, ...rest } = row({ floorIs: 'value', ...facts });
  return rest;
}
