import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { askUntil, startEngine } from './kit/engine-wire.mjs';
import { watchOnce } from './kit/headless.mjs';
import { claimedAfter, dropBurst, dropSingles, QUIET_MS, SPREAD } from './kit/ledger-drops.mjs';
import { measureQueries } from './kit/ledger-queries.mjs';
import { percentile } from './kit/numbers.mjs';
import { memoryOf } from './kit/processes.mjs';
import { atMost, row } from './kit/rows.mjs';
import { textOf, writeFiles } from './kit/small-files.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const PER_FOLDER = 50;
/** So many files share their content, on average: the first pass reads each content once. */
const ALIKE = 10;
/** A file that is gone counts as deleted after this at the latest: then nothing is left to do. */
const GRACE_MS = 2_500;
const SETTLE_MS = 300_000;
const POLL_MS = 5;

/** @param options `{ files = 100000, known = 50000, burst = 5000, singles = 100, odd = 500, calls = 200, restMs = 10000, runs = 3, isQuick }` */
export async function run({
  isQuick = false,
  files = isQuick ? 6_000 : 100_000,
  known = isQuick ? 3_000 : 50_000,
  burst = isQuick ? 500 : 5_000,
  singles = isQuick ? 10 : 100,
  odd = isQuick ? 50 : 500,
  calls = isQuick ? 20 : 200,
  restMs = isQuick ? 2_000 : 10_000,
  runs = isQuick ? 1 : 3,
} = {}) {
  const place = makeFolder('ledger');
  try {
    const data = subfolder(place, 'data');
    const first = await fill(subfolder(place, 'first'), data, known, { away: runs + 2, salt: 'a' });
    const starts = [];
    for (let i = 0; i < runs; i += 1) starts.push(await startOnKnown(first, data));
    const live = await dropInto(first, data, subfolder(place, 'aside'), { burst, singles, runs });

    const left = files - known - singles - burst * runs - 2 * odd;
    const second = await fill(subfolder(place, 'second'), data, left, { away: 1, salt: 'b' });
    const settings = await addOdd(place, data, odd);
    const large = await measureLarge([first, second], data, settings, { files, calls, restMs });
    return describe({ files, known, burst, singles, restMs, filled: first.filled, starts, live, large });
  } finally {
    removeFolder(place);
  }
}

/**
 * Makes a tree and has it read. The `away` files beside it are taken away again, one before each start: the ledger says
 * of such a file that it is gone when the first look at the folder is over and all that it met has been compared, and
 * not before.
 */
async function fill(folder, data, count, { away, salt }) {
  writeFiles(folder, count, { perFolder: PER_FOLDER, distinct: Math.ceil(count / ALIKE), salt });
  const names = Array.from({ length: away }, (_, i) => `away-${i}.txt`);
  for (const [i, name] of names.entries()) writeFileSync(join(folder, name), textOf(i, 5, `${salt} away`));
  const filled = await watchOnce(folder, data);
  if (filled.files !== count + away) throw new Error(`${filled.files} of ${count + away} files were read.`);
  const engine = await startEngine([folder], data);
  try {
    const { folders, accounting } = await engine.call('engine.snapshot');
    const { id } = folders.find(({ path }) => path === folder);
    const { rows } = await engine.call('files.page', { filter: { folderId: id }, sort: 'name', limit: away });
    const left = rows.map((one) => ({ fileId: one.id, name: one.name }));
    if (left.some(({ name }, i) => name !== names[i])) throw new Error('The ledger sorts names otherwise.');
    return { path: folder, id, left, accounting, filled };
  } finally {
    await engine.close();
  }
}

/** Takes one file away; the function that asks whether the ledger knows. */
function takeAway({ path, left }) {
  const { fileId, name } = left.shift();
  rmSync(join(path, name));
  return (engine) => engine.call('files.detail', { id: fileId }).then(({ row: { isPresent } }) => !isPresent);
}

const compared = (engine, isGone) =>
  askUntil(() => isGone(engine), Boolean, { patienceMs: SETTLE_MS, pauseMs: POLL_MS, what: 'The first look did not end' });

const untilLive = (engine, { id }) =>
  askUntil(() => engine.call('engine.snapshot'), ({ folders }) => folders.find((folder) => folder.id === id).health.mode === 'live', {
    patienceMs: SETTLE_MS,
    pauseMs: POLL_MS,
    what: 'The folder was not live',
  });

/**
 * One start over files that the ledger knows, until each has been compared; nothing may come of it. Only the file that
 * is missing is asked for meanwhile: that costs the engine next to nothing.
 */
async function startOnKnown(folder, data) {
  const isGone = takeAway(folder);
  const engine = await startEngine([folder.path], data);
  const talkedAt = Date.now();
  try {
    await compared(engine, isGone);
    const comparedAt = Date.now();
    const { accounting } = await untilLive(engine, folder);
    const liveAt = Date.now();
    const { seen, done } = folder.accounting;
    if (accounting.seen !== seen || accounting.done !== done) {
      throw new Error(`Files that nobody touched were taken for others: ${JSON.stringify([folder.accounting, accounting])}`);
    }
    await pause(GRACE_MS);
    return { ms: comparedAt - engine.startedAt, talkedMs: comparedAt - talkedAt, liveMs: liveAt - engine.startedAt };
  } finally {
    await engine.close();
  }
}

/** Single files, then bursts, into the tree that is watched. */
async function dropInto(folder, data, aside, { burst, singles, runs }) {
  const isGone = takeAway(folder);
  const engine = await startEngine([folder.path], data);
  try {
    await compared(engine, isGone);
    await untilLive(engine, folder);
    await pause(GRACE_MS);
    // The first file starts the workers; it is the second and later ones that a user waits for all day.
    await dropSingles(folder.path, 1, 'warm');
    await pause(2_000);
    const claims = await claimedAfter(engine, await dropSingles(folder.path, singles, 'single'));
    const bursts = [];
    for (let i = 0; i < runs; i += 1) bursts.push(await dropBurst(engine, folder.path, aside, burst, `burst${i}`));
    return { claims, bursts };
  } finally {
    await engine.close();
  }
}

/** Files that need attention, and as many that wait for their second try. @returns the settings of their folders */
async function addOdd(place, data, count) {
  const damaged = subfolder(place, 'damaged');
  const retrying = subfolder(place, 'retrying');
  for (let i = 0; i < count; i += 1) {
    writeFileSync(join(damaged, `broken-${i}.json`), `{"number": ${i},`);
    writeFileSync(join(retrying, `again-${i}.json`), `{"number": -${i + 1},`);
  }
  const settings = join(place, 'odd.yaml');
  const folders = [
    { path: damaged, name: 'Damaged' },
    { path: retrying, name: 'Retrying', attemptsByCause: { damaged: 2 }, retryFirstSeconds: 3_600 },
  ];
  // YAML takes JSON as it is.
  writeFileSync(settings, JSON.stringify({ version: 1, folders }));
  const engine = await startEngine([], data, { settings });
  try {
    await askUntil(
      async () => {
        const { accounting } = await engine.call('engine.snapshot');
        const { total } = await engine.call('files.page', { filter: { phase: 'retrying' }, limit: 1 });
        return { accounting, total };
      },
      ({ accounting, total }) => accounting.attention === count && total === count,
      { patienceMs: SETTLE_MS, pauseMs: 500, what: 'The odd files did not settle' },
    );
    return settings;
  } finally {
    await engine.close();
  }
}

async function measureLarge(folders, data, settings, { files, calls, restMs }) {
  const goings = folders.map(takeAway);
  const engine = await startEngine(folders.map(({ path }) => path), data, { settings });
  try {
    for (const isGone of goings) await compared(engine, isGone);
    const ms = Date.now() - engine.startedAt;
    await pause(restMs);
    const memory = memoryOf(engine.pid);
    const { accounting } = await engine.call('engine.snapshot');
    if (accounting.seen < files) throw new Error(`The ledger has ${accounting.seen} files instead of ${files}.`);
    const queries = await measureQueries(engine, folders[0].id, calls);
    return { ms, memory, queries, memoryAfter: memoryOf(engine.pid) };
  } finally {
    await engine.close();
  }
}

function describe({ files, known, burst, singles, restMs, filled, starts, live, large }) {
  const of = (list, key) => list.map((one) => one[key]);
  const start = `start-up reconcile, ${known} known files`;
  const tree = `watched tree of ${known}`;
  const { claims, bursts } = live;
  const rows = [
    row({
      name: `first pass over ${known} small files, one in ${ALIKE} unlike the others`,
      values: (filled.files / filled.ms) * 1000,
      unit: 'files/s',
      note: 'the filling of the ledger; whole process',
    }),
    row({
      name: start,
      values: of(starts, 'ms'),
      unit: 'ms',
      floor: atMost(3_000),
      note: `start of the process until every file was compared and the one taken away was missed; live after ${of(starts, 'liveMs').join(', ')} ms`,
    }),
    row({
      name: `${start}, from the engine's first word`,
      values: of(starts, 'talkedMs'),
      unit: 'ms',
      note: 'without the start of Node and the opening of the ledger; with that of the watcher',
    }),
    row({
      name: `close of write to claimed in a ${tree}, beyond the quiet time`,
      values: claims,
      unit: 'ms',
      floor: atMost(150),
      note: `${singles} single files, less ${QUIET_MS} ms; p95 ${Math.round(percentile(claims, 0.95))}, worst ${Math.round(Math.max(...claims))} ms`,
    }),
    row({
      name: `burst of ${burst} into a ${tree}: files lost or not done`,
      values: Math.max(...of(bursts, 'lost')),
      unit: 'files',
      floor: atMost(0),
      note: `worst of ${bursts.length}, one after another`,
    }),
    row({
      name: `burst of ${burst} into a ${tree}: first write to all settled`,
      values: of(bursts, 'ms'),
      unit: 'ms',
      note: `written in ${of(bursts, 'writtenMs').join(', ')} ms, over ${SPREAD} subfolders`,
    }),
  ];
  const { memory, memoryAfter, ms, queries } = large;
  if (memory) {
    rows.push(
      row({
        name: `engine memory with ${files} files`,
        values: memory.pss,
        unit: 'MB PSS',
        floor: atMost(250),
        note: `process of "filemill watch", ${restMs / 1000} s after its first look, which was over after ${ms} ms; RSS ${Math.round(memory.rss)}, private ${Math.round(memory.own)}, most RSS ever ${Math.round(memory.peakRss)} MB; after the queries PSS ${Math.round(memoryAfter.pss)} MB`,
      }),
    );
  }
  return [...rows, ...describeQueries(queries, files)];
}

const QUERY_FLOOR_MS = 50;

function describeQueries(queries, files) {
  const prefix = `screen query on ${files} files`;
  const rounded = (value) => Number(value.toFixed(1));
  const p95 = (values) => percentile(values, 0.95);
  const rows = queries.map(({ name, atRest, moving }) =>
    row({
      name: `${prefix}: ${name}, p95`,
      values: p95(atRest),
      unit: 'ms',
      floor: atMost(QUERY_FLOOR_MS),
      note: `${atRest.length} calls; median ${rounded(percentile(atRest, 0.5))}, worst ${rounded(Math.max(...atRest))} ms; each just after a change of the ledger: p95 ${rounded(p95(moving))} ms`,
    }),
  );
  for (const [label, key] of [
    ['slowest', 'atRest'],
    ['slowest just after a change of the ledger', 'moving'],
  ]) {
    const sorted = queries.map((query) => ({ name: query.name, ms: p95(query[key]) })).sort((a, b) => b.ms - a.ms);
    const late = sorted.filter(({ ms }) => ms > QUERY_FLOOR_MS).map(({ name, ms }) => `${name} ${Math.round(ms)} ms`);
    rows.push(
      row({
        name: `${prefix}: ${label}, p95`,
        values: sorted[0].ms,
        unit: 'ms',
        floor: atMost(QUERY_FLOOR_MS),
        note: `${sorted[0].name}; over ${QUERY_FLOOR_MS} ms: ${late.join(', ') || 'none'}`,
      }),
    );
  }
  return rows;
}
