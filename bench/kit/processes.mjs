import { spawn, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

/** Every process a bench starts is kept here until it has ended, so that none outlives the bench. */
const started = new Set();

export function track(child) {
  started.add(child);
  child.once('exit', () => started.delete(child));
  return child;
}

export const startProgram = (command, args, options = {}) => track(spawn(command, args, options));

export const forkProgram = (file, args = [], options = {}) =>
  track(fork(file, args, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [], ...options }));

export const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;

/** Ends a process and whatever it started, each by its id. */
export async function end(child) {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  killTree(child.pid);
  await gone;
}

/** Asks it to end in its orderly way, and waits; ends it by force after `patienceMs`. */
export async function endOrderly(child, patienceMs = 15_000) {
  if (hasEnded(child)) return;
  const family = descendants(child.pid);
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => killTree(child.pid), patienceMs);
  await gone;
  clearTimeout(timer);
  for (const pid of family) killOne(pid);
}

/** Whatever still runs below this process: its own children and theirs, each by its id. */
export function endAll() {
  for (const child of started) if (child.pid !== undefined) killTree(child.pid);
  for (const pid of descendants(process.pid)) killOne(pid);
  started.clear();
}

/** Runs a program to its end. @returns {Promise<{ code: number, stdout: string, ms: number }>} */
export async function runProgram(command, args, options = {}) {
  const startedAt = performance.now();
  const child = startProgram(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
  const [code, signal] = await once(child, 'close');
  const ms = performance.now() - startedAt;
  if (code !== 0 && !(options.allow ?? []).includes(code)) {
    throw new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}:\n${stderr.slice(-2_000)}`);
  }
  return { code, stdout, ms };
}

function killTree(pid) {
  for (const one of [...descendants(pid), pid]) killOne(one);
}

function killOne(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** The ids of all that a process started, directly or not. Linux; empty elsewhere. */
export function descendants(root) {
  if (process.platform !== 'linux') return [];
  const childrenOf = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = statOf(Number(name))?.parent;
    if (parent !== undefined) childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), Number(name)]);
  }
  const found = [];
  for (const queue = [root]; queue.length > 0; ) {
    const children = childrenOf.get(queue.shift()) ?? [];
    found.push(...children);
    queue.push(...children);
  }
  return found;
}

/** Parent and processor time of a process; undefined when it is gone. */
export function statOf(pid) {
  const text = readProc(pid, 'stat');
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  // The field after the name is the state; ticks are hundredths of a second on every Linux that Node runs on.
  return fields && { parent: Number(fields[1]), cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100 };
}

/** Megabytes of a process: resident, its share (PSS), its own (private), and the most it ever had resident. */
export function memoryOf(pid) {
  const rollup = readProc(pid, 'smaps_rollup');
  const status = readProc(pid, 'status');
  if (!rollup || !status) return undefined;
  const kilobytes = (text, key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return {
    rss: kilobytes(rollup, 'Rss') / 1024,
    pss: kilobytes(rollup, 'Pss') / 1024,
    own: (kilobytes(rollup, 'Private_Clean') + kilobytes(rollup, 'Private_Dirty')) / 1024,
    peakRss: kilobytes(status, 'VmHWM') / 1024,
  };
}

export const commandLineOf = (pid) => (readProc(pid, 'cmdline') ?? '').replaceAll('\0', ' ');

function readProc(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    // Gone meanwhile.
    return undefined;
  }
}
