import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cli, filemill } from '../helpers/command-line';
import { canHang, mountHanging } from '../helpers/hanging-share';
import { until } from '../helpers/until';

/** A real mount whose server hangs: a call to it does not return, and its thread can't be ended from within. */
describe.skipIf(!canHang || !existsSync(cli))('hand-offs of the command line on a share that hangs', () => {
  let base: string;
  let takeAway: (() => Promise<void>) | null = null;
  const at = (...parts: string[]): string => join(base, ...parts);
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'filemill-hanging-'));
    writeFileSync(at('source.csv'), 'a\n');
  });
  afterEach(async () => {
    await takeAway?.();
    takeAway = null;
    rmSync(base, { recursive: true, force: true });
  });

  it('end and name it: from the beginning, through a link, and as the folder to write to', async () => {
    takeAway = await mountHanging(at('share'), 'nothing');
    symlinkSync(at('share'), at('link'));
    mkdirSync(at('in'));
    const runs = await Promise.all([
      filemill('handoff', 'check', at('share', 'in')),
      filemill('handoff', 'take', at('link', 'in'), '--app', 'validator'),
      filemill('handoff', 'sweep', at('in'), '--older-than', '1', `--to=${at('share')}`),
      filemill('handoff', 'put', at('source.csv'), '--to', at('share', 'out'), '--app', 'mill', '--type', 'rows', '--next-app', 'validator', '--json'),
    ]);
    for (const { code } of runs) expect(code).toBe(runs[0]?.code);
    expect(runs[0]?.code).toBeGreaterThan(0);
    expect(runs.map(({ notes }) => /\/(share|link)\S* does not answer\./.test(notes))).toEqual([true, true, true, true]);
    expect(runs[3]?.json).toMatchObject([{ type: 'error', code: 'folder.missing' }]);
  }, 60_000);

  it('end and name it when it answers at first, and hangs at the next call', async () => {
    takeAway = await mountHanging(at('share'), 'stat');
    const [checked, taken] = await Promise.all([filemill('handoff', 'check', at('share')), filemill('handoff', 'take', at('share'), '--app', 'validator')]);
    for (const { code, notes } of [checked, taken]) {
      expect(notes).toContain(`${at('share')} does not answer.`);
      expect(code).toBeGreaterThan(0);
    }
  }, 60_000);

  it('stop when they are told to, though it hangs', async () => {
    takeAway = await mountHanging(at('share'), 'stat');
    const run = spawn(process.execPath, [cli, 'handoff', 'check', at('share')], { stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise<number | null>((resolve) => run.once('exit', resolve));
    // Its second process, which hangs.
    await until(() => readFileSync(`/proc/${run.pid}/task/${run.pid}/children`, 'utf8').trim() !== '', { what: 'a second process', withinMs: 20_000 });
    run.kill('SIGINT');
    expect(await ended).toBe(130);
  }, 60_000);
});
