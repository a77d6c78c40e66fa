import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineApi } from '../../src/shared/contract/engine-api';
import { expectationSchema, handoffPlaceSchema } from '../../src/shared/model/handoff';
import type { Handlers } from '../../src/shared/rpc/define-api';
import { engineHandlers } from '../../src/engine/answers/handlers';
import { Expectations } from '../../src/engine/handoff/expectations/expectations';
import { Mill } from '../helpers/mill';

let mill: Mill;
let calls: Handlers<EngineApi>;
const context = { signal: new AbortController().signal } as Parameters<Handlers<EngineApi>['handoffs.page']>[1];

beforeEach(async () => {
  mill = new Mill();
  await mill.start();
  calls = engineHandlers(mill.engine, 'manual');
});
afterEach(() => mill.end());

const inbox = (...parts: string[]): string => join(mill.inbox, ...parts);
const names = (...parts: string[]): string[] => (existsSync(inbox(...parts)) ? readdirSync(inbox(...parts)).sort() : []);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const CONTENT = 'id\n1\n';

function put(name: string, more: Record<string, unknown> = {}): void {
  mill.drop(name, CONTENT);
  mill.drop(`${name}.meta.json`, JSON.stringify({ filename: name, created_by: 'exporter', file_size: CONTENT.length, checksum: `sha256:${sha256(CONTENT)}`, next_app: 'validator', ...more }));
}

async function addPlace(more: Record<string, unknown> = {}): Promise<void> {
  await calls['handoffPlaces.put']({ place: handoffPlaceSchema.parse({ path: mill.inbox, settleSeconds: 0, ...more }), formerPath: null }, context);
}

const page = (more: Record<string, unknown> = {}) => {
  mill.engine.handoffs.board.forget();
  return calls['handoffs.page']({ query: '', offset: 0, limit: 100, ...more }, context);
};
const shown = async (): Promise<string[]> => (await page()).rows.map(({ name, label, acts }) => `${name}: ${label} [${acts.join(' ')}]`).sort();
const act = (name: string, what: 'breakLock' | 'retry' | 'toErrors' | 'requeue' | 'archive') => calls['handoffs.act']({ paths: [inbox(name)], act: what }, context);

describe('the board', () => {
  it('shows each way in which a hand-off can stand, with what can be done', async () => {
    await addPlace();
    put('good.csv');
    put('others.csv', { next_app: 'loader' });
    put('nobody.csv', { next_app: null });
    put('size.csv', { file_size: 1 });
    put('escape.csv', { filename: '../x' });
    put('kind.csv', { file_size: 'many' });
    mill.drop('lone.csv', 'x');
    mill.drop('gone.csv.meta.json', JSON.stringify({ checksum: `sha256:${sha256('')}`, next_app: 'validator' }));
    put('held.csv');
    mill.drop('held.csv.lock', JSON.stringify({ host: 'another-host', pid: 12, process_start: null, started_at: new Date().toISOString(), lease_until: new Date(Date.now() - 60_000).toISOString(), token: 'x', flock: false, purpose: 'put' }));
    put('far.csv');
    mill.drop('far.csv.lock', JSON.stringify({ host: 'another-host', pid: 12, process_start: null, started_at: new Date().toISOString(), lease_until: new Date(Date.now() + 60_000).toISOString(), token: 'x', flock: false, purpose: 'take' }));
    put('folder.csv');
    mkdirSync(inbox('folder.csv.lock'));
    put('done.csv');
    mkdirSync(inbox('processed'));
    for (const ending of ['', '.meta.json']) writeFileSync(inbox('processed', `old.csv${ending}`), readFileSync(inbox(`done.csv${ending}`)));
    expect(await shown()).toEqual([
      'done.csv: For validator []',
      'escape.csv: Path in filename [toErrors]',
      'far.csv: Picked up []',
      'folder.csv: Lock is no file []',
      'gone.csv: Sidecar without data [toErrors]',
      'good.csv: For validator []',
      'held.csv: Stuck []',
      'kind.csv: Wrong kind of field [toErrors]',
      'lone.csv: Data without sidecar [toErrors]',
      'nobody.csv: For nobody []',
      'old.csv: Processed [requeue]',
      'others.csv: For loader []',
      'size.csv: Size differs [toErrors]',
    ]);
    const { rows, counts, routes, total } = await page({ states: ['processed'] });
    expect([total, rows[0]?.name, counts.processed, counts.ready]).toEqual([1, 'old.csv', 1, 4]);
    expect(routes[0]).toMatchObject({ producer: 'exporter', consumer: 'validator' });
    const held = (await page({ query: 'HELD' })).rows[0];
    expect(held?.lock).toMatchObject({ state: 'unproven', host: 'another-host', pid: 12, purpose: 'put' });
  });

  it('puts into errors/, back, and takes both back; the history tells of it', async () => {
    await addPlace();
    put('bad.csv', { file_size: 1 });
    expect(await act('bad.csv', 'toErrors')).toEqual({ done: 1, failed: [] });
    expect(names('errors')).toEqual(['bad.csv', 'bad.csv.error', 'bad.csv.meta.json']);
    const [row] = (await page({ states: ['error'] })).rows;
    expect(row?.error?.message).toContain('bytes');
    expect(await calls['handoffs.act']({ paths: [inbox('errors', 'bad.csv')], act: 'requeue' }, context)).toEqual({ done: 1, failed: [] });
    expect([names(), names('errors')]).toEqual([['bad.csv', 'bad.csv.meta.json', 'errors'], []]);
    const deeds = (await calls['history.page']({ filter: {}, offset: 0, limit: 10 }, context)).rows.filter(({ type }) => type === 'deed');
    expect(deeds.map(({ effects }) => effects[0]?.action)).toEqual(['pair', 'pair']);
    const ids = deeds.map(({ effects }) => effects[0]?.id ?? 0);
    expect(await calls['effects.undo']({ ids }, context)).toMatchObject({ undone: 2, failed: [] });
    expect([names(), names('errors')]).toEqual([['bad.csv', 'bad.csv.meta.json', 'errors'], []]);
  });

  it('a hand-off is looked at closely: its checksum is read', async () => {
    await addPlace();
    put('a.csv', { checksum: `sha256:${'0'.repeat(64)}` });
    const { row, checks, sidecar } = await calls['handoffs.look']({ path: inbox('a.csv') }, context);
    expect([row.label, sidecar?.includes('exporter')]).toEqual(['For validator', true]);
    expect(checks.filter(({ isRight }) => !isRight).map(({ what }) => what)).toEqual(['checksum']);
    await expect(async () => calls['handoffs.look']({ path: inbox('none.csv') }, context)).rejects.toThrow('any more');
    await expect(async () => calls['handoffs.look']({ path: '/etc/passwd' }, context)).rejects.toThrow('no hand-off place');
  });

  it('a lock of the dead is broken, one of the living never', async () => {
    await addPlace();
    put('dead.csv');
    mill.drop('dead.csv.lock', JSON.stringify({ host: (await import('node:os')).hostname(), pid: 2 ** 22 - 7, process_start: null, started_at: new Date().toISOString(), lease_until: new Date().toISOString(), token: 'x', flock: true, purpose: 'take' }));
    expect((await page()).rows[0]).toMatchObject({ state: 'stuck', acts: ['breakLock'] });
    expect(await act('dead.csv', 'breakLock')).toEqual({ done: 1, failed: [] });
    expect(names()).toEqual(['dead.csv', 'dead.csv.meta.json']);
    expect((await act('dead.csv', 'breakLock')).failed[0]?.error.code).toBe('usage.invalid');
  });

  it('a place that takes is watched from then on, and what lies there is taken', async () => {
    put('a.csv');
    await addPlace({ apps: ['validator'] });
    await mill.settled('processed/a.csv', 'done');
    expect(await calls['handoffPlaces.list']({}, context)).toMatchObject({ places: [{ isListed: true, problem: null, counts: { processed: 1, ready: 0 } }] });
    await calls['handoffPlaces.remove']({ path: mill.inbox }, context);
    expect((await calls['handoffPlaces.list']({}, context)).places).toEqual([]);
  });

  it('what was processed is taken once more when it is put back', async () => {
    put('a.csv');
    await addPlace({ apps: ['validator'] });
    const { id } = await mill.settled('processed/a.csv', 'done');
    await calls['handoffs.act']({ paths: [inbox('processed', 'a.csv')], act: 'requeue' }, context);
    await mill.until(() => mill.row('processed/a.csv')?.event === 'moved' && mill.row('processed/a.csv')?.state === 'done');
    expect(mill.row('processed/a.csv')?.id).toBe(id);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('what waits too long is told by an alert, and taken back when it is gone', async () => {
    await addPlace();
    mill.drop('lone.csv', 'x');
    await mill.engine.handoffs.lookAfter();
    expect(mill.engine.alerts.list().find(({ id }) => id === 'handoffs-stuck')).toMatchObject({ level: 'warning', message: expect.stringContaining('1 hand-off is stuck') as string });
    await act('lone.csv', 'toErrors');
    await mill.engine.handoffs.lookAfter();
    expect(mill.engine.alerts.list().some(({ id }) => id === 'handoffs-stuck')).toBe(false);
  });
});

describe('a sidecar without its data', () => {
  afterEach(() => vi.restoreAllMocks());

  /** Both clocks, that of the wall and the one that nobody sets. */
  function setAhead(byMs: number): void {
    vi.restoreAllMocks();
    const [wall, steady] = [Date.now.bind(Date), performance.now.bind(performance)];
    vi.spyOn(Date, 'now').mockImplementation(() => wall() + byMs);
    vi.spyOn(performance, 'now').mockImplementation(() => steady() + byMs);
  }
  /** One round that began now. */
  async function lookAfter(): Promise<void> {
    await mill.engine.handoffs.lookAfter();
    await mill.engine.handoffs.lookAfter();
  }
  const lone = (name: string, nextApp: string): string => mill.drop(`${name}.meta.json`, JSON.stringify({ filename: name, checksum: `sha256:${sha256('')}`, next_app: nextApp }));

  it('goes to errors/ by itself when the data has not come for a minute; one for others stays', async () => {
    await addPlace({ apps: ['validator'] });
    lone('gone.csv', 'validator');
    lone('theirs.csv', 'loader');
    setAhead(50_000);
    await lookAfter();
    expect(names()).toEqual(['gone.csv.meta.json', 'theirs.csv.meta.json']);
    setAhead(61_000);
    await lookAfter();
    expect(names()).toEqual(['errors', 'theirs.csv.meta.json']);
    expect(names('errors')).toEqual(['gone.csv.error', 'gone.csv.meta.json']);
    expect(JSON.parse(readFileSync(inbox('errors', 'gone.csv.error'), 'utf8'))).toMatchObject({ filename: 'gone.csv', error: expect.stringContaining('not there') as string });
  });

  it('waits as long as its place is told to', async () => {
    await addPlace({ apps: ['validator'], settleSeconds: 600 });
    lone('gone.csv', 'validator');
    setAhead(590_000);
    await lookAfter();
    expect(names()).toEqual(['gone.csv.meta.json']);
    setAhead(601_000);
    await lookAfter();
    expect(names()).toEqual(['errors']);
  });
});

describe('archiving by age', () => {
  const old = (path: string): void => utimesSync(inbox(path), new Date(Date.now() - 40 * 86_400_000), new Date(Date.now() - 40 * 86_400_000));

  it('plans, archives into the mirrored tree and the vault, and comes back', async () => {
    await addPlace({ archive: { to: join(mill.base, 'archive'), olderThanDays: 30 } });
    mkdirSync(inbox('processed'));
    put('new.csv');
    for (const name of ['processed/old.csv', 'processed/old.csv.meta.json']) {
      writeFileSync(inbox(name), `${name} holds`);
      old(name);
    }
    const plan = await calls['sweeps.plan']({ path: mill.inbox }, context);
    expect([plan.files, plan.problem, plan.examples.map(({ to }) => to)]).toEqual([2, null, [join(mill.base, 'archive', 'processed', 'old.csv.meta.json.gz'), join(mill.base, 'archive', 'processed', 'old.csv.gz')]]);
    await calls['sweeps.begin']({ path: mill.inbox }, context);
    await mill.engine.handoffs.sweeps.whenEnded(mill.inbox);
    expect((await calls['sweeps.list']({}, context)).runs).toMatchObject([{ state: 'done', files: 2, failed: [] }]);
    expect(names('processed')).toEqual([]);
    expect(gunzipSync(readFileSync(join(mill.base, 'archive', 'processed', 'old.csv.gz'))).toString()).toBe('processed/old.csv holds');
    const deeds = (await calls['history.page']({ filter: {}, offset: 0, limit: 10 }, context)).rows.flatMap((row) => (row.type === 'deed' ? row.effects : []));
    expect(deeds.map(({ action, state }) => [action, state])).toEqual([['sweep', 'done'], ['sweep', 'done']]);
    expect(await calls['effects.undo']({ ids: deeds.map(({ id }) => id) }, context)).toMatchObject({ undone: 2, failed: [] });
    expect(names('processed')).toEqual(['old.csv', 'old.csv.meta.json']);
    expect(readdirSync(join(mill.base, 'archive', 'processed'))).toEqual([]);
  });

  it('refuses an archive in the place itself, and a format that this program can’t write', async () => {
    await expect(async () => addPlace({ archive: { to: inbox('archive') } })).rejects.toMatchObject({ code: 'folder.loop' });
    const { noZstd } = await calls['handoffPlaces.list']({}, context);
    const put = async (): Promise<void> => addPlace({ archive: { to: join(mill.base, 'archive'), format: 'zstd' } });
    if (noZstd === null) await put();
    else await expect(put).rejects.toMatchObject({ code: 'environment.missing' });
  });
});

describe('expectations', () => {
  const at = (iso: string): number => Date.parse(iso);
  const whole = (more: Record<string, unknown> = {}) => expectationSchema.parse({ id: 'sales', name: 'Sales', folder: mill.inbox, pattern: 'sales_*.csv', by: '07:00', timeZone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7], ...more });
  const alertOf = (): string | undefined => mill.engine.alerts.list().find(({ id }) => id === 'expectation-sales')?.message;
  /** The mill's own, with a clock that the test sets. */
  const withClock = (clock: { now: number }): Expectations => {
    const { database, folders, alerts, notices, settings } = mill.engine;
    return new Expectations({ database, folders, alerts, notices, settings: () => settings.general.handoffs, now: () => clock.now });
  };

  it('silence raises an alert and one notice, also after a restart; what comes late takes it back', async () => {
    await mill.watchInbox();
    await calls['expectations.put']({ expectation: whole() }, context);
    const today = new Date().toISOString().slice(0, 10);
    const clock = { now: at(`${today}T07:00:00Z`) };
    mill.engine.database.transaction((writer) => writer.run(`INSERT OR REPLACE INTO facts VALUES ('expectation-since:sales', ?)`, String(clock.now - 1)));
    let expectations = withClock(clock);
    expectations.check();
    expect(alertOf()).toBeUndefined();
    clock.now = at(`${today}T07:16:00Z`);
    expectations.check();
    expectations.check();
    expect(alertOf()).toContain('nothing came');
    expect(mill.engine.notices.page(0, 10).total).toBe(1);
    await mill.restart();
    calls = engineHandlers(mill.engine, 'manual');
    expectations = withClock(clock);
    expectations.check();
    expect(alertOf()).toContain('nothing came');
    expect(mill.engine.notices.page(0, 10).total).toBe(1);
    mill.drop('sales_1.csv', 'a\n1\n');
    const { id } = await mill.settled('sales_1.csv', 'done');
    mill.engine.database.transaction((writer) => writer.run('UPDATE jobs SET arrived_at = ? WHERE file_id = ?', at(`${today}T08:00:00Z`), id));
    clock.now = at(`${today}T08:01:00Z`);
    expectations.check();
    expect(alertOf()).toBeUndefined();
    expect(expectations.list(today, today)[0]?.occurrences).toMatchObject([{ day: today, state: 'late', came: 1, fileId: id }]);
  });

  it('one that is taken counts where it came, and one that is wrong does not', async () => {
    await addPlace({ apps: ['validator'] });
    const today = new Date().toISOString().slice(0, 10);
    await calls['expectations.put']({ expectation: whole({ by: '23:59', graceMinutes: 0 }) }, context);
    mill.engine.database.transaction((writer) => writer.run(`INSERT OR REPLACE INTO facts VALUES ('expectation-since:sales', ?)`, String(at(`${today}T00:00:00Z`))));
    put('sales_1.csv');
    await mill.settled('processed/sales_1.csv', 'done');
    const states = async (): Promise<unknown> => (await calls['expectations.list']({ from: today, to: today }, context)).expectations[0]?.occurrences.map(({ state, came }) => [state, came]);
    expect(await states()).toEqual([['met', 1]]);
  });

  it('refuses zones that there are not, and patterns that are broken', async () => {
    await expect(async () => calls['expectations.put']({ expectation: whole({ timeZone: 'Mars/Olympus' }) }, context)).rejects.toMatchObject({ code: 'settings.invalid' });
    await expect(async () => calls['expectations.put']({ expectation: whole({ pattern: '[' }) }, context)).rejects.toMatchObject({ code: 'settings.invalid' });
    await calls['expectations.put']({ expectation: whole({ folder: join(mill.base, 'elsewhere') }) }, context);
    expect((await calls['expectations.list']({ from: '2026-11-23', to: '2026-11-24' }, context)).expectations[0]).toMatchObject({ problem: { code: 'folder.unknown' }, occurrences: [] });
  });
});
