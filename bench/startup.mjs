import { setTimeout as pause } from 'node:timers/promises';
import { ASKED_LATER, askPage, debuggingPort } from './kit/ask-page.mjs';
import { endOrderly, hasEnded, launchPlainly, makeProfile, shellLog, withElectron } from './kit/electron.mjs';
import { launchEmptyApp, writeEmptyApp } from './kit/empty-app.mjs';
import { watchOnce } from './kit/headless.mjs';
import { atMost, row } from './kit/rows.mjs';
import { writeFiles } from './kit/small-files.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const MARK_MS = 30_000;
/** @param options `{ runs = 7, files = 100000, isQuick }` */
export async function run({ isQuick = false, runs = isQuick ? 1 : 7, files = isQuick ? 1_000 : 100_000 } = {}) {
  return withElectron(async (runtime) => {
    const place = makeFolder('startup');
    const emptyApp = subfolder(place, 'empty-app');
    writeEmptyApp(emptyApp);
    const known = subfolder(place, 'known');
    // Every tenth is read, the others have its bytes: the ledger's size is what counts.
    writeFiles(known, files, { perFolder: 500, distinct: files / 10 });
    const filled = makeProfile('startup-filled', [known]);
    const warmEmpty = makeProfile('startup-warm');
    try {
      await watchOnce(null, filled.data);
      // Once before anything counts: page cache, font cache, browser profile of the kept ones.
      await startEmpty(runtime, emptyApp, warmEmpty);
      await startOurs(runtime, filled);
      const taken = { empty: [], fresh: [], warmEmpty: [], filled: [] };
      for (let i = 0; i < runs; i += 1) {
        taken.empty.push(await withFresh((profile) => startEmpty(runtime, emptyApp, profile)));
        taken.fresh.push(await withFresh((profile) => startOurs(runtime, profile)));
        taken.warmEmpty.push(await startEmpty(runtime, emptyApp, warmEmpty));
        taken.filled.push(await startOurs(runtime, filled));
      }
      const interactive = (starts) => starts.map((start) => start.interactive);
      const live = (starts) => starts.map((start) => start.live);
      const peer = 'empty window';
      const range = (ours, theirs) => `${Math.min(...interactive(ours))}–${Math.max(...interactive(ours))} ms, empty window ${Math.min(...interactive(theirs))}–${Math.max(...interactive(theirs))} ms`;
      const facts = { unit: 'ms', peer, floor: atMost(1.6), floorIs: 'ratio' };
      const usable = { unit: 'ms', floor: atMost(2_000) };
      return [
        row({ ...facts, name: 'start to interactive, empty data folder', values: interactive(taken.fresh), peerValues: interactive(taken.empty), note: `${range(taken.fresh, taken.empty)}; both with a fresh browser profile` }),
        row({ ...usable, name: 'start to the engine’s own figures, empty data folder', values: live(taken.fresh) }),
        row({ ...facts, name: `start to interactive, ledger of ${files} files`, values: interactive(taken.filled), peerValues: interactive(taken.warmEmpty), note: `${range(taken.filled, taken.warmEmpty)}; both with a browser profile used before` }),
        row({ ...usable, name: `start to the engine’s own figures, ledger of ${files} files`, values: live(taken.filled) }),
      ];
    } finally {
      filled.remove();
      warmEmpty.remove();
      removeFolder(place);
    }
  });
}

async function withFresh(measure) {
  const profile = makeProfile('startup-fresh');
  try {
    return await measure(profile);
  } finally {
    profile.remove();
  }
}

async function startOurs(runtime, profile) {
  const before = shellLog(profile).length;
  const startedAt = Date.now();
  const child = launchPlainly(runtime, profile, ASKED_LATER);
  const isReady = () => shellLog(profile).slice(before).some(({ event }) => event === 'page.ready');
  return measured(child, startedAt, isReady);
}

async function startEmpty(runtime, folder, profile) {
  const startedAt = Date.now();
  const child = launchEmptyApp(runtime, folder, profile, ASKED_LATER);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
  return measured(child, startedAt, () => said.includes('painted'));
}

/** Milliseconds from the start of the process to the mark in its page, asked of the page when all is over. */
async function measured(child, startedAt, isReady) {
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  try {
    for (const until = Date.now() + MARK_MS; !isReady(); await pause(50)) {
      if (hasEnded(child) || Date.now() > until) throw new Error(`The window did not become interactive:\n${said.slice(-2_000)}`);
    }
    const port = debuggingPort(said);
    const markOf = async (name) => {
      const at = await askPage(port, `performance.timeOrigin + (performance.getEntriesByName('filemill:${name}')[0]?.startTime ?? 0)`);
      if (typeof at !== 'number') throw new Error('The page did not say when it was ready.');
      return at;
    };
    return { interactive: Math.round((await markOf('interactive')) - startedAt), live: Math.round((await markOf('live')) - startedAt) };
  } finally {
    await endOrderly(child);
  }
}
