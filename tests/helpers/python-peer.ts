import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PEERS = join(import.meta.dirname, '..', 'fixtures', 'peers');

/** Without Python the programs of the specification can't be tried, and the tests that need them are left out. */
export const hasPython = spawnSync('python3', ['-c', 'import fcntl']).status === 0;

export type Peer = 'writer' | 'reader' | 'locked_write' | 'atomic_write' | 'errors' | 'archiver';

/** The specification's listing as it stands there, and what calls it. */
const programOf = (peer: Peer, call: string): string => `import json, sys\nfrom datetime import datetime\nfrom pathlib import Path\n${readFileSync(join(PEERS, `${peer}.py`), 'utf8')}\n${call}\n`;

/** One run to its end. */
export function runPeer(peer: Peer, call: string, ...args: string[]): { code: number | null; out: string; notes: string } {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', programOf(peer, call), ...args], { encoding: 'utf8', timeout: 20_000 });
  return { code: status, out: stdout, notes: stderr };
}

/** A run that goes on; `said` waits for a line that it prints. */
export function startPeer(peer: Peer, call: string, ...args: string[]): { child: ChildProcessWithoutNullStreams; said: (line: string) => Promise<void>; ended: Promise<number | null>; notes: () => string } {
  const child = spawn('python3', ['-u', '-c', programOf(peer, call), ...args]);
  let out = '';
  let notes = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (notes += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = async (line: string): Promise<void> => {
    const deadline = performance.now() + 20_000;
    while (!out.includes(line)) {
      if (performance.now() > deadline) throw new Error(`It did not say ${line}: ${out}${notes}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { child, said, ended, notes: () => notes };
}
