import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The command line as it was built. */
export const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');

export interface Ran {
  code: number | null;
  lines: string[];
  notes: string;
  /** Each line of standard output, parsed. */
  json: Record<string, unknown>[];
}

/** One command to its end; `--json` is parsed. */
export function filemill(...argv: string[]): Promise<Ran> {
  const process_ = spawn(process.execPath, [cli, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const notes: Buffer[] = [];
  process_.stdout.on('data', (piece: Buffer) => out.push(piece));
  process_.stderr.on('data', (piece: Buffer) => notes.push(piece));
  return new Promise((resolve, reject) => {
    process_.once('error', reject);
    process_.once('close', (code) => {
      const lines = Buffer.concat(out).toString().split('\n').filter((line) => line !== '');
      const isJson = argv.includes('--json') || argv.includes('--jsonl');
      resolve({
        code,
        lines,
        notes: Buffer.concat(notes).toString(),
        json: isJson ? lines.map((line) => JSON.parse(line) as Record<string, unknown>) : [],
      });
    });
  });
}
