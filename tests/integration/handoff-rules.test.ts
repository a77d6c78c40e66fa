import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock } from '../../src/base/lock/acquire-lock';
import { Database } from '../../src/engine/store/database';
import { ruleSchema } from '../../src/shared/model/rule';
import { hasPython, runPeer } from '../helpers/python-peer';
import { Mill } from '../helpers/mill';

let mill: Mill;
let out: string;

beforeEach(async () => {
  mill = new Mill();
  out = join(mill.base, 'out');
  mkdirSync(out);
  await mill.start();
  await mill.watchInbox();
});
afterEach(() => mill.end());

function addRule(more: Record<string, unknown> = {}, name = 'Hand it over'): void {
  mill.engine.rules.keeper.put(ruleSchema.parse({ name, then: [{ do: 'handOff', to: out, nextApp: 'validator', type: 'sales', app: 'mill', fields: { source: '{name}', batch: '{stem|upper}' }, ...more }] }), null);
}

const puts = (): string[] => (existsSync(out) ? readdirSync(out).flatMap((day) => readdirSync(join(out, day)).map((name) => join(out, day, name))) : []).sort();
const sidecarOf = (path: string): Record<string, unknown> => JSON.parse(readFileSync(`${path}.meta.json`, 'utf8')) as Record<string, unknown>;

describe('the action handOff', () => {
  it('puts a copy with a sidecar; templates fill its fields; the original stays', async () => {
    addRule();
    mill.drop('day.csv', 'a,b\r\n1,2\r\n');
    const row = await mill.settled('day.csv', 'done');
    const [data = '', sidecar] = puts();
    expect(data).toMatch(/\/\d{4}-\d{2}-\d{2}\/mill_sales_\d{8}_\d{6}\.csv$/);
    expect(sidecar).toBe(`${data}.meta.json`);
    expect(sidecarOf(data)).toMatchObject({ created_by: 'mill', next_app: 'validator', file_size: 10, row_count: 2, source: 'day.csv', batch: 'DAY', checksum: `sha256:${execFileSync('sha256sum', [data]).toString().slice(0, 64)}` });
    expect(mill.engine.rules.effects.inScope({ fileId: row.id })).toMatchObject([{ action: 'handOff', state: 'done', target: data, rule: 'Hand it over' }]);
    expect(existsSync(join(mill.inbox, 'day.csv'))).toBe(true);
    expect(puts().filter((path) => path.includes('.tmp_') || path.endsWith('.lock'))).toEqual([]);
  });

  it('many in one second get a counter, none twice', async () => {
    addRule();
    for (let at = 0; at < 40; at += 1) mill.drop(`f${at}.csv`, `${at}\n`);
    await mill.until(() => mill.rows().filter(({ state }) => state === 'done').length === 40);
    const data = puts().filter((path) => !path.endsWith('.meta.json'));
    expect(data).toHaveLength(40);
    expect(new Set(data.map((path) => readFileSync(path, 'utf8'))).size).toBe(40);
  });

  it('is taken back while nobody has taken it, and not when somebody has, or is about to', async () => {
    addRule();
    mill.drop('a.csv', '1\n');
    const { id } = await mill.settled('a.csv', 'done');
    const [data = ''] = puts();
    const lock = await acquireLock(data, { purpose: 'take', waitMs: 0 });
    expect((await mill.engine.undo.all({ fileId: id })).failed[0]?.error).toMatchObject({ code: 'effect.changed', message: expect.stringContaining('at this moment') as string });
    lock.release();
    expect(await mill.engine.undo.all({ fileId: id })).toMatchObject({ undone: [{}], failed: [] });
    expect(puts()).toEqual([]);
    mill.drop('b.csv', '2\n');
    const other = await mill.settled('b.csv', 'done');
    const [second = ''] = puts();
    renameSync(second, join(mill.base, 'taken.csv'));
    renameSync(`${second}.meta.json`, join(mill.base, 'taken.csv.meta.json'));
    expect((await mill.engine.undo.all({ fileId: other.id })).failed[0]?.error).toMatchObject({ code: 'effect.changed', message: expect.stringContaining('has taken it') as string });
  });

  it.runIf(hasPython)('is read by the specification’s reader', async () => {
    addRule();
    mill.drop('a.csv', 'x\n1\n');
    await mill.settled('a.csv', 'done');
    const { out: said, code } = runPeer('reader', `print(json.dumps([x['data'] for x in read_input_files(sys.argv[1], 'validator')]))`, out);
    expect([code, JSON.parse(said)]).toEqual([0, ['x\n1\n']]);
  });

  it('is simulated without writing anything', async () => {
    mill.drop('a.csv', 'x\n');
    await mill.settled('a.csv', 'done');
    const rule = ruleSchema.parse({ name: 'R', then: [{ do: 'handOff', to: out, nextApp: 'validator', type: 'sales' }] });
    const { engineHandlers } = await import('../../src/engine/answers/handlers');
    const simulated = await engineHandlers(mill.engine, 'manual')['rules.simulate']({ rules: [rule], offset: 0, limit: 10 }, { signal: new AbortController().signal } as never);
    expect(simulated.rows[0]).toMatchObject({ path: 'a.csv' });
    expect(JSON.stringify(simulated.rows[0])).toContain('Hand a copy over to validator');
    expect(puts()).toEqual([]);
  });

  it('fails where a template gives nothing, and refuses fields that are the specification’s', async () => {
    addRule({ type: '{title}' });
    mill.drop('a.csv', 'x\n');
    expect((await mill.settled('a.csv', 'attention')).error?.message).toContain('came out empty');
    expect(() => addRule({ fields: { checksum: 'x' } }, 'Other')).toThrow('not the rule’s to set');
  });

  it('after an end between the two names nothing is left that speaks to nobody, and it is put once', async () => {
    addRule();
    mill.drop('a.csv', '1\n');
    const row = await mill.settled('a.csv', 'done');
    const [data = ''] = puts();
    await mill.engine.close();
    unlinkSync(`${data}.meta.json`);
    const database = Database.open(join(mill.data, 'filemill.db'), false);
    database.transaction((writer) => {
      writer.run(`UPDATE effects SET state = 'intended' WHERE file_id = ?`, row.id);
      writer.run(`UPDATE jobs SET state = 'inProgress', lease = 'dead', settled_at = NULL WHERE file_id = ?`, row.id);
    });
    database.close();
    await mill.start();
    await mill.settled('a.csv', 'done');
    expect(puts().filter((path) => !path.endsWith('.meta.json'))).toHaveLength(1);
    expect(puts()).toHaveLength(2);
  });
});

describe('two mills', () => {
  it('one hands over, the other takes: end to end', async () => {
    const taker = new Mill();
    try {
      out = taker.inbox;
      await taker.start();
      await taker.engine.updateSettings({ handoffs: { places: [{ path: taker.inbox, apps: ['validator'], settleSeconds: 5, stuckMinutes: 60, archive: null }], expectations: [] } });
      await taker.watchInbox();
      addRule();
      for (let at = 0; at < 20; at += 1) mill.drop(`f${at}.csv`, `${at}\n`);
      await taker.until(() => taker.rows().filter(({ path, state }) => path.includes('/processed/') && state === 'done').length === 20);
      expect(taker.accountingHolds()).toBe(true);
    } finally {
      await taker.end();
    }
  });
});
