import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectControl } from '../../src/engine/engine-queries';
import { makeZip } from '../../src/processors/kit/zip.test-kit';
import type { EngineApi } from '../../src/shared/contract/engine-api';
import type { Connected } from '../../src/shared/rpc/connect';
import { HeadlessMill } from '../helpers/headless-mill';
import { isSecondRuntime, Random, seedsFor } from '../helpers/random';
import { until } from '../helpers/until';

const FILES = 1_500;
const PATIENCE_MS = 40_000;
const text = (index: number): string => `file ${index}\n`.repeat(200);

/** Processes are found in /proc. */
describe.runIf(process.platform === 'linux')('SIGKILL while an archive is extracted or made', () => {
  let base: string;
  let mill: HeadlessMill | null = null;
  let engine: Connected<EngineApi> | null = null;
  const at = (...parts: string[]): string => join(base, ...parts);

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'filemill-archive-kill-'));
    for (const folder of ['inbox', 'originals', 'out']) mkdirSync(at(folder));
    const contents = Object.fromEntries(Array.from({ length: FILES }, (_, index) => [`many/${index}.txt`, text(index)]));
    writeFileSync(at('many.zip'), makeZip(contents));
    for (let index = 0; index < 300; index += 1) writeFileSync(at('originals', `${index}.txt`), text(index));
  });
  afterEach(async () => {
    engine?.close();
    mill?.killGroup();
    await mill?.ended;
    rmSync(base, { recursive: true, force: true });
  });

  async function start(): Promise<Connected<EngineApi>> {
    mill = HeadlessMill.watch(at('inbox'), at('data'));
    let connected: Connected<EngineApi> | null = null;
    const deadline = performance.now() + PATIENCE_MS;
    while (!connected && performance.now() < deadline) {
      connected = existsSync(at('data')) ? await connectControl(at('data')) : null;
      if (!connected) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    if (!connected) throw new Error(`The engine did not answer: ${mill.notes}`);
    engine = connected;
    return connected;
  }

  /** Kills everything as soon as `begun` holds and then some milliseconds have passed; then starts again, which puts all in order. */
  async function killWhen(begun: () => boolean, moreMs: number): Promise<void> {
    await until(begun, { what: 'it began', withinMs: PATIENCE_MS, everyMs: 1 });
    await new Promise((resolve) => setTimeout(resolve, moreMs));
    engine?.close();
    mill?.killGroup();
    await mill?.ended;
    const next = await start();
    await next.call('engine.snapshot', {});
  }

  it.each(seedsFor(isSecondRuntime ? 2 : 5))('a folder is written whole or not at all (FILEMILL_SEED=%i)', { timeout: 120_000 }, async (seed) => {
    const running = await start();
    await running.call('archives.extract', { archive: { path: at('many.zip') }, target: at('out') });
    await killWhen(() => readdirSync(at('out')).length > 0, new Random(seed).below(600));
    const left = readdirSync(at('out'));
    expect([[], ['many']]).toContainEqual(left);
    if (left.length > 0) {
      expect(readdirSync(at('out', 'many'))).toHaveLength(FILES);
      for (const index of [0, 700, FILES - 1]) expect(readFileSync(at('out', 'many', `${index}.txt`), 'utf8')).toBe(text(index));
    }
    expect(statSync(at('many.zip')).isFile()).toBe(true);
  });

  it.each(seedsFor(isSecondRuntime ? 2 : 5))('an archive is there whole with its originals safe, or not at all (FILEMILL_SEED=%i)', { timeout: 120_000 }, async (seed) => {
    const running = await start();
    const target = at('out', 'packed.zip');
    await running.call('archives.create', { sources: [at('originals')], target, removeOriginals: true });
    await killWhen(() => readdirSync(at('out')).length > 0, new Random(seed).below(900));
    const left = readdirSync(at('out'));
    expect([[], ['packed.zip']]).toContainEqual(left);
    // When all of it was put away before the end came, the folder is gone as well.
    const remaining = existsSync(at('originals')) ? readdirSync(at('originals')) : [];
    if (left.length === 0) expect(remaining).toHaveLength(300);
    else {
      const listed = await engine?.call('archives.entries', { archive: { path: target } });
      expect(listed?.report.fileCount).toBe(300);
    }
    for (const name of remaining) expect(readFileSync(at('originals', name), 'utf8')).toBe(text(Number.parseInt(name, 10)));
  });
});
