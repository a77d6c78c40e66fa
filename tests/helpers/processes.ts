import { readdirSync, readFileSync } from 'node:fs';

/** A process, told from a later one with the same number by the tick in which it began. */
export interface ProcessIdentity {
  pid: number;
  startTick: string;
  command: string;
}

interface Stat {
  state: string;
  parent: number;
  startTick: string;
}

/** Linux only: what /proc knows. */
export function childrenOf(pid: number): ProcessIdentity[] {
  const children: ProcessIdentity[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(Number(name));
    if (!stat || stat.parent !== pid || stat.state === 'Z') continue;
    children.push({ pid: Number(name), startTick: stat.startTick, command: commandOf(Number(name)) });
  }
  return children;
}

/** A zombie has ended; that nobody asks how is not its fault. */
export function isRunning({ pid, startTick }: ProcessIdentity): boolean {
  const stat = statOf(pid);
  return stat !== null && stat.startTick === startTick && stat.state !== 'Z' && stat.state !== 'X';
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name, in brackets, may hold anything; what follows is numbers.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] as string, parent: Number(fields[1]), startTick: fields[19] as string };
  } catch {
    return null;
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
