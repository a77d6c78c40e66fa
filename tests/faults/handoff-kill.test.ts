import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkConformance } from '../../src/engine/handoff/handoffs';
import { filemill } from '../helpers/command-line';
import { Random, seedsFor } from '../helpers/random';

const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');
const PAIRS = 120;
const MOST_KILLS = 12;

/** Locks tell a dead process from a later one by /proc. */
describe.runIf(process.platform === 'linux')('SIGKILL amid a hand-off', () => {
  let base: string;
  const at = (...parts: string[]): string => join(base, ...parts);
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'filemill-handoff-kill-'));
    mkdirSync(at('in'));
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  /** Runs a command, kills it some moments after its first sign of work, again and again; then lets it come to its end. */
  async function killOften(seed: number, begun: () => boolean, ...argv: string[]): Promise<void> {
    const random = new Random(seed);
    for (let kills = 0; kills < MOST_KILLS; kills += 1) {
      const child = spawn(process.execPath, [cli, ...argv], { stdio: 'ignore' });
      const gone = new Promise<boolean>((resolve) => child.once('exit', (_code, signal) => resolve(signal !== null)));
      while (!begun() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 1));
      await new Promise((resolve) => setTimeout(resolve, random.between(0, 60)));
      child.kill('SIGKILL');
      if (!(await gone)) return;
    }
    const { code, notes } = await filemill(...argv);
    expect(code, notes).toBe(0);
  }

  it.each(seedsFor(2))('take: every pair lies in one place and was delivered once (seed %i)', async (seed) => {
    const contents = Array.from({ length: PAIRS }, (_, i) => `number,${i}\n`.repeat(1 + i));
    for (const [i, content] of contents.entries()) write(`${i}.csv`, content);
    await killOften(seed, () => existsSync(at('got')), 'handoff', 'take', at('in'), '--app', 'validator', '--to', at('got'));
    await filemill('handoff', 'take', at('in'), '--app', 'validator', '--to', at('got'));
    expect(readdirSync(at('in'))).toEqual(['processed']);
    const names = contents.flatMap((_, i) => [`${i}.csv`, `${i}.csv.meta.json`]);
    expect(readdirSync(at('in', 'processed')).toSorted()).toEqual(names.toSorted());
    expect(readdirSync(at('got')).toSorted()).toEqual(contents.map((_, i) => `${i}.csv`).toSorted());
    for (const [i, content] of contents.entries()) expect(readFileSync(at('got', `${i}.csv`), 'utf8')).toBe(content);
  });

  it.each(seedsFor(2))('put: there is no data without its sidecar (seed %i)', async (seed) => {
    const files = Array.from({ length: PAIRS }, (_, i) => at('in', `${i}.csv`));
    for (const file of files) writeFileSync(file, `${basename(file)}\n`.repeat(100));
    const options = ['--to', at('out'), '--app', 'mill', '--type', 'rows', '--next-app', 'validator'];
    await killOften(seed, () => existsSync(at('out')) && readdirSync(at('out')).length > 0, 'handoff', 'put', ...files, ...options);
    await filemill('handoff', 'put', ...files.slice(0, 1), ...options);
    const found = [];
    for await (const one of checkConformance(at('out'), { settleMs: 0 })) found.push(one);
    expect(found.flatMap(({ findings }) => findings)).toEqual([]);
    expect(found.every(({ row }) => row?.state === 'ready')).toBe(true);
    expect(found.length).toBeGreaterThan(PAIRS);
    for (const day of readdirSync(at('out'))) expect(readdirSync(at('out', day)).filter((name) => !/\.csv(\.meta\.json)?$/.test(name))).toEqual([]);
  });

  it.each(seedsFor(2))('sweep: every file is in the archive, once and whole (seed %i)', async (seed) => {
    for (let i = 0; i < PAIRS; i += 1) {
      write(`${i}.csv`, `number,${i}\n`);
      for (const name of [`${i}.csv`, `${i}.csv.meta.json`]) utimesSync(at('in', name), 1e9, 1e9);
    }
    await killOften(seed, () => existsSync(at('archive')), 'handoff', 'sweep', at('in'), '--older-than', '1', '--to', at('archive'));
    expect((await filemill('handoff', 'sweep', at('in'), '--older-than', '1', '--to', at('archive'))).code).toBe(0);
    expect(readdirSync(at('in'))).toEqual([]);
    expect(readdirSync(at('archive'))).toHaveLength(2 * PAIRS);
    for (let i = 0; i < PAIRS; i += 1) expect(gunzipSync(readFileSync(at('archive', `${i}.csv.gz`))).toString()).toBe(`number,${i}\n`);
  });

  function write(name: string, content: string): void {
    const checksum = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    writeFileSync(at('in', name), content);
    writeFileSync(at('in', `${name}.meta.json`), JSON.stringify({ filename: name, checksum, next_app: 'validator' }));
  }
});
