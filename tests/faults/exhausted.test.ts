import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSecondRuntime } from '../helpers/random';
import { within } from '../helpers/until';

const commandLine = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');
const canLimit = process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0;
/** Enough for the engine alone, not for a process beside it. */
const OPEN_FILES = 31;
const FILES = 40;

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-exhausted-'));
  mkdirSync(join(base, 'inbox'));
  for (let i = 0; i < FILES; i += 1) writeFileSync(join(base, 'inbox', `${i}.txt`), `words ${i}`);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const argv = (): string[] => [commandLine, 'watch', join(base, 'inbox'), '--once', '--json', '--data', join(base, 'data')];

/** Electron's Node opens more files to start than this leaves. */
describe.skipIf(!canLimit || isSecondRuntime)('a system without room for another open file', () => {
  it('is told of with what to do; the run goes on trying, can be ended, and the next one does everything', { timeout: 90_000 }, async () => {
    const child = spawn('prlimit', [`--nofile=${OPEN_FILES}:${OPEN_FILES}`, process.execPath, ...argv()], { stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = once(child, 'exit');
    try {
      let said = '';
      const told = new Promise<void>((resolve) => {
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          if (/no more room for one.*ulimit/.test(said)) resolve();
        });
      });
      await within(30_000, () => `it is told of; so far: ${said}`, told);
      expect(child.exitCode).toBeNull();
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
    const next = spawnSync(process.execPath, argv(), { encoding: 'utf8', timeout: 50_000 });
    const summary = JSON.parse(next.stdout.trim().split('\n').at(-1) ?? '') as object;
    expect(summary).toMatchObject({ type: 'summary', seen: FILES, done: FILES });
  });
});
