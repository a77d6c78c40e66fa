import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { launchProbed, makeProfile, untilLive, watchMemory, withElectron } from './kit/electron.mjs';
import { forkProgram } from './kit/processes.mjs';
import { atMost, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

/**
 * Many small files dropped at once into a folder that the real application watches. `how`: moved in from beside it, or
 * written there; `screen`: what the window shows meanwhile.
 */
const CASES = [
  { how: 'rename', screen: 'overview', name: 'moved in' },
  { how: 'direct', screen: 'overview', name: 'written there' },
  { how: 'direct', screen: 'files', name: 'written there, Files on show' },
];

const SETTLE_MS = 300_000;
const MEMORY_LOOK_MS = 1_000;

/** @param options `{ files = 10000, runs = 3, isQuick }` */
export async function run({ isQuick = false, files = isQuick ? 2_000 : 10_000, runs = isQuick ? 1 : 3 } = {}) {
  return withElectron(async (runtime) => {
    const rows = [];
    for (const one of CASES) {
      const results = [];
      for (let i = 0; i < runs; i += 1) results.push(await measure(runtime, one, files));
      rows.push(...describe(one, files, results));
    }
    return rows;
  });
}

async function measure(runtime, { how, screen }, files) {
  const place = makeFolder('burst');
  const watched = subfolder(place, 'watched');
  const profile = makeProfile('burst-profile', [watched]);
  const writer = forkProgram(join(import.meta.dirname, 'kit', 'writer.mjs'), [watched, subfolder(place, 'aside'), String(files), how]);
  let app;
  try {
    await new Promise((resolve) => writer.once('message', resolve));
    app = await launchProbed(runtime, profile);
    await untilLive(app);
    await app.page.getByTestId(`nav-${screen}`).click();
    await pause(1_500);
    await app.probed((probe, expected) => {
      probe.clear();
      probe.expected = expected;
    }, files);
    const memory = watchMemory(app.pid, profile, MEMORY_LOOK_MS);
    const written = new Promise((resolve) => writer.once('message', resolve));
    writer.send('go');
    const { startedAt, endedAt } = await written;
    const settledAt = await untilSettled(app);
    const peaks = memory.stop();
    // What comes late still counts against "lost", and the last figures must be painted.
    await pause(1_500);
    const seen = await app.probed((probe) => ({
      last: probe.last,
      snapshots: probe.snapshots,
      longTasks: probe.longTasks,
      frameGaps: probe.frameGaps,
    }));
    return { startedAt, endedAt, settledAt, peaks, ...seen };
  } finally {
    await app?.close();
    profile.remove();
    removeFolder(place);
  }
}

async function untilSettled(app) {
  for (const until = Date.now() + SETTLE_MS; Date.now() < until; await pause(500)) {
    const settledAt = await app.probed((probe) => probe.settledAt);
    if (settledAt !== null) return settledAt;
  }
  const last = await app.probed((probe) => probe.last);
  throw new Error(`The files did not settle within ${SETTLE_MS / 1000} s: ${JSON.stringify(last)}`);
}

function describe({ name, screen }, files, results) {
  const prefix = `burst of ${files}, ${name}`;
  const inside = ({ startedAt, settledAt }, at) => at >= startedAt && at <= settledAt + 500;
  const longest = (result, list) => Math.max(0, ...list.filter(({ at }) => inside(result, at)).map(({ ms }) => ms));
  const of = (ask) => results.map(ask);
  const peak = (role, key) => of(({ peaks }) => peaks.get(role)?.[key] ?? 0);
  const rows = [
    row({
      name: `${prefix}: first write to all settled`,
      values: of(({ startedAt, settledAt }) => (files / (settledAt - startedAt)) * 1000),
      unit: 'files/s',
      note: `all settled after ${of(({ startedAt, settledAt }) => ((settledAt - startedAt) / 1000).toFixed(1)).join(', ')} s; written in ${of(({ startedAt, endedAt }) => ((endedAt - startedAt) / 1000).toFixed(2)).join(', ')} s`,
    }),
    row({
      name: `${prefix}: last write to all settled`,
      values: of(({ endedAt, settledAt }) => settledAt - endedAt),
      unit: 'ms',
      note: 'what is left of it when writing itself is slow',
    }),
    row({
      name: `${prefix}: files lost or not done`,
      values: Math.max(...of(({ last }) => Math.max(0, files - last.seen) + Math.max(0, files - last.done))),
      unit: 'files',
      floor: atMost(0),
      note: `worst of ${results.length}`,
    }),
    row({
      name: `${prefix}: longest task of the page`,
      values: of((result) => longest(result, result.longTasks)),
      unit: 'ms',
      floor: atMost(100),
      note: `worst ${Math.round(Math.max(...of((result) => longest(result, result.longTasks))))} ms; 0 means none over 50 ms`,
    }),
    row({
      name: `${prefix}: longest pause between frames`,
      values: of((result) => longest(result, result.frameGaps)),
      unit: 'ms',
      note: 'requestAnimationFrame; also grows when the machine is busy',
    }),
  ];
  if (screen === 'overview') rows.push(...lateness(prefix, results, inside));
  for (const role of ['engine', 'page', 'worker', 'all']) {
    const label = { all: 'all processes', worker: 'workers together' }[role] ?? role;
    rows.push(
      row({
        name: `${prefix}: peak memory, ${label}`,
        values: peak(role, 'pss'),
        unit: 'MB PSS',
        note: `RSS ${Math.round([...peak(role, 'rss')].sort((a, b) => a - b)[Math.floor(results.length / 2)])} MB; looked at every ${MEMORY_LOOK_MS / 1000} s`,
      }),
    );
  }
  return rows;
}

/** How old the figures on the screen are: when painted, and at worst, just before newer ones replace them. */
function lateness(prefix, results, inside) {
  const painted = results.map((result) => result.snapshots.filter(({ at, paintedAt }) => paintedAt !== null && inside(result, at)));
  const late = painted.map((list) => Math.max(...list.map(({ at, paintedAt }) => paintedAt - at)));
  const oldest = painted.map((list) => Math.max(...list.slice(1).map(({ paintedAt }, i) => paintedAt - list[i].at)));
  const count = results.map((result) => result.snapshots.filter(({ at }) => inside(result, at)).length);
  return [
    row({
      name: `${prefix}: latest paint of the counters`,
      values: late,
      unit: 'ms',
      floor: atMost(250),
      note: `from the snapshot's own time to its figures painted; ${painted.map((list, i) => `${list.length} of ${count[i]}`).join(', ')} snapshots painted before the next`,
    }),
    row({
      name: `${prefix}: oldest counters on show`,
      values: oldest,
      unit: 'ms',
      note: 'the same plus the wait for the next snapshot',
    }),
  ];
}
