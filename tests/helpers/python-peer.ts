import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PEERS = join(import.meta.dirname, '..', 'fixtures', 'peers');

/** Without Python the programs of the specification can't be tried, and the tests that need them are left out. */
export const hasPython = spawnSync('python3', ['-c', 'import fcntl']).status === 0;

export type Peer = 'writer' | 'reader' | 'locked_write' | 'atomic_write' | 'errors' | 'archiver' | 'watcher';

/** The specification's watcher needs a library of its own; null where no Python has it. */
export const pythonThatWatches = ['python3', '/usr/bin/python3'].find((python) => spawnSync(python, ['-c', 'import watchdog.observers']).status === 0) ?? null;

/** The specification's listing as it stands there, and what calls it. */
const programOf = (peer: Peer, call: string): string => `import json, sys\nfrom datetime import datetime\nfrom pathlib import Path\n${listingOf(peer)}\n${call}\n`;

/** The watcher names a folder of its own and a function that others write: it gets ours. */
function listingOf(peer: Peer): string {
  const listing = readFileSync(join(PEERS, `${peer}.py`), 'utf8');
  return peer === 'watcher' ? `import hashlib, time\ndef process_file(*pair): taken(*pair)\n${listing.replace("'/data/imports'", 'sys.argv[1]')}` : listing;
}

/** One run to its end. */
export function runPeer(peer: Peer, call: string, ...args: string[]): { code: number | null; out: string; notes: string } {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', programOf(peer, call), ...args], { encoding: 'utf8', timeout: 20_000 });
  return { code: status, out: stdout, notes: stderr };
}

/** A run that goes on; `said` waits for a line that it prints. */
export function startPeer(peer: Peer, call: string, ...args: string[]): { child: ChildProcessWithoutNullStreams; said: (line: string) => Promise<void>; ended: Promise<number | null>; notes: () => string } {
  const child = spawn(peer === 'watcher' ? (pythonThatWatches ?? 'python3') : 'python3', ['-u', '-c', programOf(peer, call), ...args]);
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
