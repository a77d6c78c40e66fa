import { setTimeout as pause } from 'node:timers/promises';
import { ASKED_LATER, askPage, debuggingPort } from './kit/ask-page.mjs';
import { endOrderly, launchPlainly, makeProfile, memoryByRole, rolesOf, withElectron } from './kit/electron.mjs';
import { launchEmptyApp, writeEmptyApp } from './kit/empty-app.mjs';
import { commandLine } from './kit/built.mjs';
import { sum } from './kit/numbers.mjs';
import { runProgram, statOf } from './kit/processes.mjs';
import { atMost, below, row } from './kit/rows.mjs';
import { writeFiles } from './kit/small-files.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';
import { startTrayHost } from './kit/tray-host.mjs';

const SETTLE_MS = 180_000;
/** The page is let go a minute after its window was closed. */
const LET_GO_MS = 120_000;
/** Workers end after 15 s without work, and what rests gives its memory back at the third look, each ten seconds after the other. */
const REST_MS = 45_000;

/** @param options `{ files = 10000, runs = 3, pauseMs = 20000, windowMs = 20000, isQuick }` */
export async function run({
  isQuick = false,
  files = isQuick ? 1_000 : 10_000,
  runs = isQuick ? 1 : 3,
  pauseMs = 20_000,
  windowMs = isQuick ? 10_000 : 20_000,
} = {}) {
  return withElectron(async (runtime) => {
    const place = makeFolder('idle');
    const watched = subfolder(place, 'watched');
    writeFiles(watched, files, { perFolder: 500 });
    const profile = makeProfile('idle-profile', [watched]);
    const emptyProfile = makeProfile('idle-empty');
    const emptyApp = subfolder(place, 'empty-app');
    writeEmptyApp(emptyApp);
    const tray = await startTrayHost();
    let child;
    let empty;
    let said = '';
    try {
      empty = launchEmptyApp(runtime, emptyApp, emptyProfile);
      empty.stdout.resume();
      empty.stderr.resume();
      child = launchPlainly(runtime, profile, ASKED_LATER, tray?.environment);
      child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
      await untilSettled(profile, files);
      await pause(pauseMs);
      const windows = [];
      for (let i = 0; i < runs; i += 1) {
        const both = [processorTime(child.pid, profile, windowMs), processorTime(empty.pid, emptyProfile, windowMs)];
        const [ours, theirs] = await Promise.all(both);
        windows.push({ ours, theirs });
      }
      const emptyMemory = memoryByRole(empty.pid, emptyProfile);
      // Two programs on one Electron share its pages, which would count for half.
      await endOrderly(empty);
      const rows = describe(windows, memoryByRole(child.pid, profile), emptyMemory, files, windowMs);
      return tray === null ? rows : [...rows, await inTray(child.pid, profile, debuggingPort(said))];
    } finally {
      for (const one of [child, empty]) if (one) await endOrderly(one);
      await tray?.end();
      profile.remove();
      emptyProfile.remove();
      removeFolder(place);
    }
  });
}

/** As another program would find out: the command line beside the running application. */
async function untilSettled(profile, files) {
  let status;
  for (const until = Date.now() + SETTLE_MS; Date.now() < until; await pause(2_000)) {
    const { stdout } = await runProgram(commandLine, ['status', '--json', '--data', profile.data], { allow: [1, 3] });
    status = JSON.parse(stdout);
    if (status.running && status.accounting?.seen === files && status.queue === 0) return;
  }
  throw new Error(`The application did not settle: ${JSON.stringify(status)}`);
}

/** Closes the window into the tray, and looks at what is left once its page was let go. */
async function inTray(pid, profile, port) {
  // As the window's own button: the answer may be lost with the page.
  await askPage(port, 'setTimeout(() => window.close())');
  for (const until = Date.now() + LET_GO_MS; [...rolesOf(pid, profile).values()].includes('page'); await pause(500)) {
    if (Date.now() > until) throw new Error('The page was not let go.');
  }
  await pause(REST_MS);
  const { byRole, all } = memoryByRole(pid, profile);
  return row({ name: 'in the tray: memory, all processes, PSS', values: all.pss, unit: 'MB', floor: atMost(250), note: `window closed, its page let go; MB PSS/RSS/private: ${byRoleWords(byRole)}` });
}

/** Per cent of one core that each process took, by what it is. */
async function processorTime(pid, profile, windowMs) {
  const roles = rolesOf(pid, profile);
  const read = () => new Map([...roles.keys()].map((one) => [one, statOf(one)?.cpuSeconds]));
  const before = read();
  const startedAt = performance.now();
  await pause(windowMs);
  const seconds = (performance.now() - startedAt) / 1000;
  const after = read();
  const byRole = {};
  for (const [one, role] of roles) {
    const spent = (after.get(one) ?? before.get(one) ?? 0) - (before.get(one) ?? 0);
    byRole[role] = (byRole[role] ?? 0) + (spent / seconds) * 100;
  }
  return byRole;
}

function describe(windows, { byRole, all }, { all: empty }, files, windowMs) {
  const total = (window) => sum(Object.values(window));
  const ours = windows.map((window) => window.ours);
  const totals = ours.map(total);
  const emptyTotals = windows.map(({ theirs }) => total(theirs));
  const roles = [...new Set(ours.flatMap((window) => Object.keys(window)))];
  const share = roles.map((role) => `${role} ${Math.max(...ours.map((window) => window[role] ?? 0)).toFixed(2)}`).join(', ');
  const peer = 'empty window';
  const processes = sum([...byRole.values()].map((one) => one.processes));
  return [
    row({ name: 'idle: processor time, all processes', values: totals, unit: '% of a core', peer, peerValues: emptyTotals, floor: below(1), floorIs: 'value', note: `${files} files in the ledger and watched; stretches of ${windowMs / 1000} s` }),
    row({ name: 'idle: the same, busiest stretch', values: Math.max(...totals), unit: '% of a core', floor: below(1), note: `a stretch may hold one of the looks at every folder, each minute; most of any stretch: ${share}` }),
    row({ name: 'idle: memory, all processes, PSS', values: all.pss, unit: 'MB', peer, peerValues: empty.pss, floor: atMost(400), floorIs: 'value', note: `counts shared pages once, the empty window’s while both ran; MB PSS/RSS/private: ${byRoleWords(byRole)}` }),
    row({ name: 'idle: memory, the page, PSS', values: byRole.get('page')?.pss ?? 0, unit: 'MB', floor: atMost(250), note: 'without the GPU process' }),
    row({ name: 'idle: memory, all processes, private', values: all.own, unit: 'MB', peer, peerValues: empty.own, note: 'what would be free if it ended' }),
    row({ name: 'idle: memory, all processes, RSS', values: all.rss, unit: 'MB', peer, peerValues: empty.rss, note: `counts shared pages once for each of ${processes} processes` }),
  ];
}

/** The largest first. */
function byRoleWords(byRole) {
  return [...byRole]
    .sort(([, a], [, b]) => b.pss - a.pss)
    .map(([role, one]) => `${role}${one.processes > 1 ? ` ×${one.processes}` : ''} ${one.pss.toFixed(0)}/${one.rss.toFixed(0)}/${one.own.toFixed(0)}`)
    .join(', ');
}
