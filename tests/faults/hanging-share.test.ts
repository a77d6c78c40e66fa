import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FarLooks } from '../../src/engine/handoff/board/far-looks';
import { findHandoffs, type Finding } from '../../src/engine/handoff/board/find-handoffs';
import { SidecarMemory } from '../../src/engine/handoff/board/sidecar-memory';
import { Reach } from '../../src/engine/handoff/reach';
import { handoffPlaceSchema } from '../../src/shared/model/handoff';
import { cli, filemill } from '../helpers/command-line';
import { canHang, mountHanging } from '../helpers/hanging-share';
import { HeadlessMill } from '../helpers/headless-mill';
import { until, within } from '../helpers/until';

const farLooker = join(dirname(cli), 'far-looker.js');

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

describe.skipIf(!canHang || !existsSync(cli))('an engine one of whose places is on a share that hangs', () => {
  let base: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'filemill-hanging-'));
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  it.each(['nothing', 'stat'] as const)('takes what is handed over elsewhere, and ends when it is told to: it answers %s', async (answers) => {
    const [share, near, data] = ['share', 'near', 'data'].map((name) => join(base, name)) as [string, string, string];
    for (const folder of [near, data]) mkdirSync(folder);
    const takeAway = await mountHanging(share, answers);
    writeFileSync(join(data, 'settings.yaml'), JSON.stringify({ general: { firstRunDone: true, handoffs: { places: [{ path: share, apps: ['validator'] }, { path: near, apps: ['validator'], settleSeconds: 0 }] } }, folders: [{ path: near }] }));
    const mill = new HeadlessMill(['watch', '--json', '--data', data]);
    try {
      for (let number = 0; number < 3; number += 1) {
        writeFileSync(join(near, `${number}.csv`), 'a\n');
        writeFileSync(join(near, `${number}.csv.meta.json`), JSON.stringify({ checksum: createHash('sha256').update('a\n').digest('hex'), next_app: 'validator' }));
        await until(() => existsSync(join(near, 'processed', `${number}.csv`)), { what: () => `processed/${number}.csv: ${mill.notes}`, withinMs: 30_000 });
      }
      if (answers === 'stat') return;
      // One that can be killed: of a call that can't, nobody gets rid.
      mill.askToEnd();
      const { code } = await within(20_000, 'its end', mill.ended);
      expect(code).toBe(0);
    } finally {
      mill.killGroup();
      await takeAway();
    }
  }, 120_000);

  it('shows on its board what lies elsewhere, and names the share', async () => {
    const [share, near] = ['share', 'near'].map((name) => join(base, name)) as [string, string];
    mkdirSync(join(near, 'processed'), { recursive: true });
    for (const name of ['a.csv', join('processed', 'b.csv')]) writeFileSync(join(near, name), 'a\n');
    const takeAway = await mountHanging(share, 'stat');
    const farLooks = new FarLooks(farLooker);
    const places = [share, near].map((path) => handoffPlaceSchema.parse({ path, settleSeconds: 0 }));
    try {
      // Both as if they were far: what lies there is the same, whoever looks.
      const far = new Reach({ mayHang: () => true, look: () => Promise.resolve() });
      const seen = await findHandoffs(places, new SidecarMemory(), far, farLooks);
      expect(seen.unreadable).toEqual([share]);
      expect(seen.found).toHaveLength(2);
      const here = await findHandoffs(places.slice(1), new SidecarMemory(), new Reach());
      const without = ({ found }: Finding): unknown => found.map((row) => ({ ...row, ageMs: 0 }));
      expect(without(seen)).toEqual(without(here));
    } finally {
      farLooks.close();
      await takeAway();
    }
  }, 60_000);
});
