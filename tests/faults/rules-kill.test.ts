import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { greyPng } from '../../src/base/grey-png';
import { writeRules } from '../../src/engine/rules/write-rules';
import { STORE_NAME } from '../../src/engine/store/open-store';
import { ruleSchema, type Condition } from '../../src/shared/model/rule';
import { HeadlessMill } from '../helpers/headless-mill';
import { filesBelow } from '../helpers/rules';
import { isSlow, Random, seedsFor } from '../helpers/random';
import { until, within } from '../helpers/until';

type Written = z.input<typeof ruleSchema>;

const SEEDS = isSlow ? 100 : 8;
const KILLS = 3;
const EACH = 12;
const PATIENCE_MS = 60_000;
const hasOtherDisk = process.platform === 'linux' && statSync('/dev/shm', { throwIfNoEntry: false })?.isDirectory() === true;

/** Kinds of files by the beginning of their names, each with its way; a sum over all of them at the end. */
const KINDS = { stay: EACH, move: EACH, far: EACH, name: EACH, bin: EACH, pic: 4, pack: EACH } as const;
type Kind = keyof typeof KINDS;
const names = (kind: Kind): string[] => Array.from({ length: KINDS[kind] }, (_, index) => `${kind}-${index}.${kind === 'pic' ? 'png' : 'txt'}`);
const NAMES = (Object.keys(KINDS) as Kind[]).flatMap(names);
const contentOf = (name: string): Buffer =>
  name.startsWith('pic') ? Buffer.from(greyPng(60, 40, (x, y) => (x * y + Number.parseInt(name.slice(4), 10)) % 256)) : Buffer.from(`${name} `.repeat(name.startsWith('far') ? 20_000 : 50));

const named = (kind: string): Condition => ({ fact: 'name', operator: 'starts with', value: `${kind}-` });
const rulesFor = (out: string, far: string): Written[] => [
  {
    name: 'Everything',
    then: [
      { do: 'backup', to: join(out, 'backup'), as: '{name}' },
      { do: 'version', to: join(out, 'versions'), as: '{stem}/{name}' },
      { do: 'log', to: out, as: 'log.jsonl' },
      { do: 'tag', add: ['seen'] },
      { do: 'notify', message: '{name} came' },
    ],
  },
  { name: 'Linked', if: named('stay'), then: [{ do: 'link', to: join(out, 'links') }, { do: 'copy', to: join(out, 'copies') }] },
  { name: 'Renamed', if: named('name'), then: [{ do: 'rename', as: 'new_{name}' }] },
  { name: 'Moved', if: { any: [named('move'), named('new_name')] }, then: [{ do: 'move', to: join(out, 'moved') }] },
  { name: 'Far', if: named('far'), then: [{ do: 'copy', to: join(far, 'copies') }, { do: 'move', to: join(far, 'moved') }] },
  { name: 'Thrown', if: named('bin'), then: [{ do: 'trash', to: 'vault' }] },
  { name: 'Pictures', if: named('pic'), then: [{ do: 'transform', recipe: { resize: { by: 'largestSide', pixels: 20 } }, to: join(out, 'small'), as: '{name}' }] },
  { name: 'Packed', if: named('pack'), then: [{ do: 'archive', to: join(out, 'packed'), as: '{stem}.zip' }] },
];

/** Processes are found in /proc. */
describe.runIf(process.platform === 'linux')('SIGKILL while rules act', () => {
  let base: string;
  let far: string;
  let mill: HeadlessMill | null = null;
  const at = (...parts: string[]): string => join(base, ...parts);

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'filemill-rules-kill-'));
    far = mkdtempSync(join(hasOtherDisk ? '/dev/shm' : tmpdir(), 'filemill-rules-kill-'));
    for (const folder of ['inbox', 'out', 'data']) mkdirSync(at(folder));
    writeFileSync(at('data', 'rules.yaml'), writeRules(null, rulesFor(at('out'), far).map((rule) => ruleSchema.parse(rule))));
    const then = new Date(Date.now() - 60_000);
    for (const name of NAMES) {
      writeFileSync(at('inbox', name), contentOf(name));
      utimesSync(at('inbox', name), then, then);
    }
  });
  afterEach(async () => {
    mill?.killGroup();
    await mill?.ended;
    rmSync(base, { recursive: true, force: true });
    rmSync(far, { recursive: true, force: true });
  });

  async function disturb(seed: number): Promise<string[]> {
    const random = new Random(seed);
    const story: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      mill = HeadlessMill.watch(at('inbox'), at('data'));
      // Before rules act at all there is little to see: the time counts from the first thing that they made.
      const before = countOut();
      const isBegun = (): boolean => countOut() > before || mill?.isRunning !== true;
      if (kill === 0) await until(isBegun, { what: () => `rules began to act. ${mill?.notes}`, withinMs: PATIENCE_MS, everyMs: 2 });
      const afterMs = kill === 0 ? random.below(500) : random.below(1_500);
      story.push(`after ${afterMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      mill.killGroup();
      await mill.ended;
    }
    return story;
  }

  const countOut = (): number => readdirSync(at('out'), { recursive: true }).length;

  it.each(seedsFor(SEEDS))('loses nothing and does nothing twice (FILEMILL_SEED=%i)', { timeout: 180_000 }, async (seed) => {
    const story = await disturb(seed);
    mill = HeadlessMill.once(at('inbox'), at('data'));
    const { code } = await within(PATIENCE_MS, () => `--once ended. ${mill?.notes}`, mill.ended);
    expect(code, `${story.join(', ')}: ${mill.notes}`).toBe(0);

    expect(mill.summary).toMatchObject({ waiting: 0, inProgress: 0, attention: 0 });
    const texts = (kind: Kind, as = (name: string): string => name): Record<string, string> => Object.fromEntries(names(kind).map((name) => [as(name), contentOf(name).toString()]));
    const { 'log.jsonl': log = '', ...out } = filesBelow(at('out'));
    const below = (folder: string): Record<string, string> => Object.fromEntries(Object.entries(out).flatMap(([path, text]) => (path.startsWith(`${folder}/`) ? [[path.slice(folder.length + 1), text]] : [])));
    const all = Object.fromEntries(NAMES.map((name) => [name, contentOf(name).toString()]));
    expect(below('backup')).toEqual(all);
    expect(Object.values(below('versions')).sort()).toEqual(Object.values(all).sort());
    expect(below('links')).toEqual(texts('stay'));
    expect(below('copies')).toEqual(texts('stay'));
    expect(below('moved')).toEqual({ ...texts('move'), ...texts('name', (name) => `new_${name}`) });
    expect(filesBelow(far)).toEqual({ ...texts('far', (name) => `copies/${name}`), ...texts('far', (name) => `moved/${name}`) });
    expect(filesBelow(at('inbox'))).toEqual({ ...texts('stay'), ...texts('pic'), ...texts('pack') });
    expect(Object.keys(below('small')).sort()).toEqual(names('pic').sort());
    expect(Object.keys(below('packed')).sort()).toEqual(names('pack').map((name) => name.replace('.txt', '.zip')).sort());
    const vault = Object.values(filesBelow(at('data', 'vault')));
    for (const name of names('bin')) expect(vault).toContain(contentOf(name).toString());
    expect(log.trim().split('\n').map((line) => (JSON.parse(line) as { path: string }).path.slice(at('inbox').length + 1)).sort()).toEqual([...NAMES].sort());
    expect(readdirSync(at('data', 'scratch'))).toEqual([]);
    for (const place of [base, far]) expect(readdirSync(place, { recursive: true }).map(String).filter((path) => path.includes('.filemill-') || path.includes('.tmp_'))).toEqual([]);
    mustAddUp();
  });

  function mustAddUp(): void {
    const database = new DatabaseSync(at('data', STORE_NAME), { readOnly: true });
    const rows = <R>(sql: string): R[] => database.prepare(sql).all() as R[];
    try {
      expect(rows(`SELECT * FROM effects WHERE state IN ('intended', 'undoing')`)).toEqual([]);
      expect(rows('SELECT job_id FROM effects WHERE state = \'done\' AND action <> \'displace\' GROUP BY job_id, rule, step HAVING count(*) > 1')).toEqual([]);
      expect(rows<{ n: number }>('SELECT count(*) AS n FROM notices')[0]?.n).toBe(NAMES.length);
      expect(rows<{ n: number }>(`SELECT count(*) AS n FROM tags WHERE tag = 'seen'`)[0]?.n).toBe(NAMES.length);
      expect(rows<{ n: number }>(`SELECT count(*) AS n FROM jobs WHERE event = 'created' AND state = 'done'`)[0]?.n).toBe(NAMES.length);
    } finally {
      database.close();
    }
  }
});
