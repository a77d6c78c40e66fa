import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeRules } from '../../src/engine/rules/write-rules';
import { STORE_NAME } from '../../src/engine/store/open-store';
import { ruleSchema } from '../../src/shared/model/rule';
import { HeadlessMill } from '../helpers/headless-mill';
import { isSecondRuntime, isSlow, Random, seedsFor } from '../helpers/random';
import { filesBelow } from '../helpers/rules';
import { until, within } from '../helpers/until';

const SEEDS = isSlow ? 60 : isSecondRuntime ? 2 : 4;
const KILLS = 4;
const PATIENCE_MS = 60_000;
const DAY = '2026-11-23';

/** How many of each kind come, by the beginning of their names. */
const KINDS = { atomic: 24, slow: 24, sum: 6, size: 6, json: 6, other: 6 } as const;
type Kind = keyof typeof KINDS;
const GOOD: readonly Kind[] = ['atomic', 'slow'];
const WRONG: readonly Kind[] = ['sum', 'size', 'json'];
const namesOf = (kinds: readonly Kind[]): string[] => kinds.flatMap((kind) => Array.from({ length: KINDS[kind] }, (_, index) => `${kind}-${index}.csv`));
const kindOf = (name: string): Kind => name.split('-')[0] as Kind;
const contentOf = (name: string): string => `id,name\n${`1,${name}\n`.repeat(40)}`;

function sidecarOf(name: string): string {
  const content = contentOf(name);
  const kind = kindOf(name);
  if (kind === 'json') return '{"next_app": "validator", ';
  const checksum = kind === 'sum' ? '0'.repeat(64) : createHash('sha256').update(content).digest('hex');
  return JSON.stringify({ filename: name, created_by: 'loader', file_size: content.length + (kind === 'size' ? 1 : 0), checksum: `sha256:${checksum}`, next_app: kind === 'other' ? 'loader' : 'validator' });
}

/** Processes are found in /proc. */
describe.runIf(process.platform === 'linux')('SIGKILL while pairs arrive that are for Filemill', () => {
  let base: string;
  let mill: HeadlessMill | null = null;
  const at = (...parts: string[]): string => join(base, ...parts);

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'filemill-consumer-kill-'));
    for (const folder of ['inbox', 'data', 'out', join('inbox', DAY)]) mkdirSync(at(folder));
    writeFileSync(at('data', 'settings.yaml'), `general:\n  handoffs:\n    places: [{ path: ${JSON.stringify(at('inbox'))}, apps: [validator], settleSeconds: 1 }]\n`);
    const rule = { name: 'Noted', if: { fact: 'extension', operator: 'is', value: 'csv' }, then: [{ do: 'log', to: at('out'), as: 'log.jsonl' }, { do: 'copy', to: at('out', 'copies') }] };
    writeFileSync(at('data', 'rules.yaml'), writeRules(null, [ruleSchema.parse(rule)]));
  });
  afterEach(async () => {
    mill?.killGroup();
    await mill?.ended;
    rmSync(base, { recursive: true, force: true });
  });

  /** As other programs write: some under a temporary name and whole, the specification's under its own name, piece by piece. */
  async function arrive(random: Random, isOver: () => boolean): Promise<void> {
    const waiting = namesOf(Object.keys(KINDS) as Kind[]);
    while (waiting.length > 0) {
      const [name] = waiting.splice(random.below(waiting.length), 1) as [string];
      const path = at('inbox', DAY, name);
      for (const [target, text] of [[path, contentOf(name)], [`${path}.meta.json`, sidecarOf(name)]] as const) {
        if (kindOf(name) === 'slow') {
          writeFileSync(target, text.slice(0, 20));
          await new Promise((resolve) => setTimeout(resolve, random.below(4)));
          appendFileSync(target, text.slice(20));
        } else {
          writeFileSync(at('inbox', DAY, `.tmp_${name}`), text);
          renameSync(at('inbox', DAY, `.tmp_${name}`), target);
        }
      }
      // All come before the last kill, most of them while an engine runs.
      if (!isOver()) await new Promise((resolve) => setTimeout(resolve, random.below(120)));
    }
  }

  async function disturb(random: Random): Promise<string[]> {
    const story: string[] = [];
    let isOver = false;
    const arriving = arrive(random, () => isOver).finally(() => (isOver = true));
    for (let kill = 0; kill < KILLS; kill += 1) {
      const log = countTaken();
      mill = HeadlessMill.watch(at('inbox'), at('data'));
      // The time counts from the first pair that this engine took: before that there is little to see.
      await until(() => countTaken() > log || mill?.isRunning !== true || isOver, { what: () => `it took a pair. ${mill?.notes}`, withinMs: PATIENCE_MS, everyMs: 2 });
      if (!mill.isRunning) throw new Error(`The engine ended by itself after ${story.join(', ')}: ${mill.notes}`);
      const afterMs = random.below(700);
      const isAlone = random.below(2) === 0;
      story.push(`${isAlone ? 'the engine' : 'everything'} after ${afterMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      if (kill === KILLS - 2) isOver = true;
      if (isAlone) mill.kill();
      else mill.killGroup();
      await mill.ended;
    }
    await arriving;
    return story;
  }

  const countTaken = (): number => (existsSync(at('out', 'log.jsonl')) ? readFileSync(at('out', 'log.jsonl'), 'utf8').split('\n').length : 0);

  it.each(seedsFor(SEEDS))('each is in processed/ or errors/, once (FILEMILL_SEED=%i)', { timeout: 180_000 }, async (seed) => {
    const story = (await disturb(new Random(seed))).join(', then ');
    mill = HeadlessMill.once(at('inbox'), at('data'));
    const { code } = await within(PATIENCE_MS, () => `--once ended. ${mill?.notes}`, mill.ended);
    expect([0, 1], `${story}: ${mill.notes}`).toContain(code);
    expect(mill.summary, story).toMatchObject({ waiting: 0, inProgress: 0, attention: namesOf(WRONG).length });

    const wanted: Record<string, string> = {};
    for (const name of namesOf(GOOD)) Object.assign(wanted, { [`${DAY}/processed/${name}`]: contentOf(name), [`${DAY}/processed/${name}.meta.json`]: sidecarOf(name) });
    for (const name of namesOf(['other'])) Object.assign(wanted, { [`${DAY}/${name}`]: contentOf(name), [`${DAY}/${name}.meta.json`]: sidecarOf(name) });
    for (const name of namesOf(WRONG)) Object.assign(wanted, { [`${DAY}/errors/${name}`]: contentOf(name), [`${DAY}/errors/${name}.meta.json`]: sidecarOf(name) });
    const found = filesBelow(at('inbox'));
    const reasons = Object.keys(found).filter((path) => path.endsWith('.error'));
    expect(reasons.sort(), story).toEqual(namesOf(WRONG).map((name) => `${DAY}/errors/${name}.error`).sort());
    for (const path of reasons) {
      expect((JSON.parse(found[path] ?? '') as { error: string }).error.length).toBeGreaterThan(10);
      delete found[path];
    }
    expect(Object.keys(found).sort(), story).toEqual(Object.keys(wanted).sort());
    expect(found, story).toEqual(wanted);

    const log = readFileSync(at('out', 'log.jsonl'), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { path: string }).path.split('/').at(-1));
    expect(log.sort(), story).toEqual(namesOf(GOOD).sort());
    expect(filesBelow(at('out', 'copies')), story).toEqual(Object.fromEntries(namesOf(GOOD).map((name) => [name, contentOf(name)])));
    mustAddUp(story);
  });

  function mustAddUp(story: string): void {
    const database = new DatabaseSync(at('data', STORE_NAME), { readOnly: true });
    const rows = <R>(sql: string): R[] => database.prepare(sql).all() as R[];
    try {
      expect(rows(`SELECT action, source FROM effects WHERE state IN ('intended', 'undoing')`), story).toEqual([]);
      expect(rows('SELECT file_id FROM jobs WHERE lease IS NOT NULL OR settled_at IS NULL'), story).toEqual([]);
      expect(rows<{ n: number }>(`SELECT count(*) AS n FROM jobs WHERE state = 'done'`)[0]?.n, story).toBe(namesOf(GOOD).length);
    } finally {
      database.close();
    }
  }
});
