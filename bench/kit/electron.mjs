import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { findElectron } from '../../tools/electron-runtime.mjs';
import { hasDisplay, launchFlags } from '../../tools/electron/launch.mjs';
import { startVirtualDisplay } from '../../tools/test/virtual-display.mjs';
import { appFolder } from './built.mjs';
import { probePage } from './page-probe.mjs';
import { commandLineOf, descendants, end, endOrderly, hasEnded, memoryOf, startProgram, track } from './processes.mjs';
import { makeFolder, removeFolder, subfolder } from './temporary.mjs';

export { launchFlags };

/** The Electron at hand and a screen for it; a virtual one that nobody sees where there is none. */
export async function withElectron(work) {
  const runtime = findElectron();
  if (runtime === undefined) throw new Error('No Electron is prepared: run "node tools/prepare.mjs" first.');
  if (hasDisplay()) return work(runtime);
  const display = await startVirtualDisplay();
  process.env.DISPLAY = display.env.DISPLAY;
  try {
    return await work(runtime);
  } finally {
    delete process.env.DISPLAY;
    await display.stop();
  }
}

/**
 * A home and a data folder of one measurement alone.
 *
 * @param {string[]} folders watched from the first start on
 */
export function makeProfile(name, folders = []) {
  const root = makeFolder(name);
  const data = subfolder(root, 'data');
  // YAML takes JSON as it is.
  const settings = {
    version: 1,
    general: { firstRunDone: true },
    folders: folders.map((path, i) => ({ path, name: `Folder ${i + 1}` })),
  };
  if (folders.length > 0) writeFileSync(join(data, 'settings.yaml'), JSON.stringify(settings));
  return { root, data, home: subfolder(root, 'home'), remove: () => removeFolder(root) };
}

/** Nothing of the developer's own desktop or settings may reach the application under measurement. */
export function environmentOf(profile) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(ELECTRON_|FILEMILL_|npm_|NODE_OPTIONS)/.test(name));
  return { ...Object.fromEntries(kept), HOME: profile.home, XDG_CONFIG_HOME: join(profile.home, '.config') };
}

export const launchArguments = (profile) => [...launchFlags(), appFolder, '--data', profile.data];

/** The application as a user starts it: no tool attached. */
export function launchPlainly(runtime, profile, extraFlags = [], environment = {}) {
  return startProgram(runtime.executable, [...extraFlags, ...launchArguments(profile)], {
    env: { ...environmentOf(profile), ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** The application with Playwright attached and {@link probePage} in its page. */
export async function launchProbed(runtime, profile) {
  const { _electron } = await import('@playwright/test');
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.folder;
  const electron = await _electron.launch({ args: launchArguments(profile), env: environmentOf(profile), timeout: 30_000 });
  const child = track(electron.process());
  const first = await electron.firstWindow();
  await first.getByTestId('accounting-strip').waitFor({ timeout: 30_000 });
  await electron.context().addInitScript(probePage);
  await first.reload();
  await first.getByTestId('accounting-strip').waitFor({ timeout: 30_000 });
  return {
    electron,
    page: first,
    pid: child.pid,
    /** Runs in the page, with its probe: `probed((probe, argument) => …, argument)`. */
    probed: (ask, argument) => first.evaluate(`(${ask.toString()})(window.filemillBench, ${JSON.stringify(argument ?? null)})`),
    async close() {
      await endOrderly(child);
      await electron.close().catch(() => undefined);
    },
  };
}

/** Waits until every folder of the profile is live, as the engine tells the page. */
export async function untilLive(app) {
  let modes = [];
  for (const until = Date.now() + 30_000; Date.now() < until; await pause(100)) {
    modes = await app.probed((probe) => probe.modes);
    if (modes.length > 0 && modes.every((mode) => mode === 'live')) return;
  }
  throw new Error(`The folder did not become live within 30 s: ${modes.join(', ') || 'the engine told nothing'}.`);
}

/** What the shell wrote down, oldest first. */
export function shellLog(profile) {
  try {
    return readFileSync(join(profile.data, 'logs', 'shell.log'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

/** What each process of a running application is. @returns {Map<number, string>} */
export function rolesOf(pid, profile) {
  const programs = new Map();
  for (const line of shellLog(profile)) if (line.event === 'process.started') programs.set(line.pid, line.program);
  const roles = new Map([[pid, 'shell']]);
  for (const child of descendants(pid)) {
    const type = /--type=(\S+)/.exec(commandLineOf(child))?.[1];
    const isNetwork = /network\.mojom/.test(commandLineOf(child));
    if (type === undefined && !programs.has(child)) continue;
    roles.set(child, programs.get(child) ?? (type === 'renderer' ? 'page' : isNetwork ? 'network' : type));
  }
  return roles;
}

/** Memory of an application now: each role, and all processes together. */
export function memoryByRole(pid, profile) {
  const byRole = new Map();
  const all = { rss: 0, pss: 0, own: 0 };
  for (const [one, role] of rolesOf(pid, profile)) {
    const memory = memoryOf(one);
    if (!memory) continue;
    for (const key of Object.keys(all)) all[key] += memory[key];
    const known = byRole.get(role);
    if (!known) byRole.set(role, { ...memory, processes: 1 });
    else {
      for (const key of ['rss', 'pss', 'own']) known[key] += memory[key];
      known.peakRss = Math.max(known.peakRss, memory.peakRss);
      known.processes += 1;
    }
  }
  return { byRole, all };
}

/** Looks at the memory every `intervalMs` and keeps the highest of each figure. */
export function watchMemory(pid, profile, intervalMs) {
  const peaks = new Map();
  const look = () => {
    const { byRole, all } = memoryByRole(pid, profile);
    for (const [role, memory] of [...byRole, ['all', all]]) {
      const peak = peaks.get(role) ?? { rss: 0, pss: 0, own: 0, peakRss: 0 };
      for (const key of Object.keys(peak)) peak[key] = Math.max(peak[key], memory[key] ?? 0);
      peaks.set(role, peak);
    }
  };
  const timer = setInterval(look, intervalMs);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peaks;
    },
  };
}

export { end, endOrderly, hasEnded };
