import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LANES } from '../../shared/model/file';
import { flowSchema, type Flow } from '../../shared/model/flow';
import { folderSettingsSchema } from '../../shared/model/folder';
import { ruleSchema, type Rule } from '../../shared/model/rule';
import type { Database } from '../store/database';
import { LedgerMaker } from '../store/history.test-kit';
import { openStore } from '../store/open-store';
import { FlowReader } from './flow-reader';

/** At noon, so that the day before and the day after are as far away as they can be. */
const NOON = new Date(2026, 10, 20, 12).getTime();
const MIDNIGHT = new Date(2026, 10, 20).getTime();
const HOUR = 3_600_000;

let place: string;
let database: Database;
let ledger: LedgerMaker;
let rules: Rule[];
let reader: FlowReader;

const folderOf = (id: number, attention = 0) => ({
  id,
  path: `/in/${id}`,
  settings: folderSettingsSchema.parse({ name: `Folder ${id}` }),
  health: { mode: 'live' as const, label: 'Live', sentence: '' },
  accounting: { seen: 9, done: 5, inProgress: 1, waiting: 3 - attention, attention, ignored: 0 },
  lastFileAt: null,
  addedAt: 1,
  missingFiles: 0,
});
const lanes = LANES.map((lane) => ({ lane, active: 0, waiting: 0, failed: lane === 'documents' ? 2 : 0, concurrency: null, paused: false, averageMs: null, processed: 0 }));

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'filemill-flow-'));
  ({ database } = openStore(place));
  ledger = new LedgerMaker(database);
  ledger.folder(1, '/in/1');
  ledger.folder(2, '/in/2');
  rules = [];
  reader = new FlowReader({ database, rules: () => rules, snapshot: () => ({ folders: [folderOf(1), folderOf(2, 1)], lanes }) });
});
afterEach(() => {
  database.close();
  rmSync(place, { recursive: true, force: true });
});

const link = ({ links }: Flow, from: string, to: string): unknown => {
  const found = links.find((one) => one.from === from && one.to === to);
  return found && [found.files, found.failed, found.perMinute];
};
const partOf = ({ parts }: Flow, id: string) => parts.find((part) => part.id === id);
const rule = (name: string, more: object = {}): Rule => ruleSchema.parse({ name, then: [{ do: 'copy', to: '/archive' }], ...more });

describe('the picture of the mill', () => {
  it('counts what passed since midnight, and what passes now', async () => {
    ledger.jobs([
      { fileId: 1, lane: 'documents', settledAt: MIDNIGHT - 1 },
      { fileId: 2, lane: 'documents', settledAt: MIDNIGHT },
      { fileId: 3, lane: 'documents', settledAt: NOON - 30_000 },
      { fileId: 4, lane: 'documents', settledAt: NOON - HOUR, state: 'attention' },
      { fileId: 5, lane: 'images', folderId: 2, settledAt: NOON - 1_000 },
      { fileId: 6, lane: 'images', folderId: 2, settledAt: NOON - 1_000, state: 'ignored' },
      { fileId: 7, lane: 'images', folderId: 2, settledAt: null, state: 'waiting' },
    ]);
    const flow = await reader.read(NOON);
    expect(flowSchema.parse(flow)).toEqual(flow);
    expect(link(flow, 'folder:1', 'lane:documents')).toEqual([3, 1, 1]);
    expect(link(flow, 'folder:2', 'lane:images')).toEqual([1, 0, 1]);
    expect(link(flow, 'lane:documents', 'destination:stays')).toEqual([2, 0, 1]);
    expect(link(flow, 'lane:documents', 'destination:attention')).toEqual([1, 1, 0]);
    expect(partOf(flow, 'folder:1')).toMatchObject({ title: 'Folder 1', active: 1, waiting: 3, failed: 0, done: 2, detail: '' });
    expect(partOf(flow, 'lane:documents')).toMatchObject({ title: 'Documents', done: 2, failed: 2, opens: { list: 'files', lane: 'documents' } });
    expect(partOf(flow, 'destination:attention')).toMatchObject({ failed: 2, opens: { list: 'attention' } });
    expect(flow.parts.map(({ column }) => column).filter((column, at, all) => column !== all[at - 1])).toEqual(['folder', 'lane', 'destination']);
  });

  it('follows files through rules to where they went', async () => {
    rules = [rule('File invoices'), rule('Photos', { isEnabled: false })];
    const [a, b, c] = ledger.jobs([
      { fileId: 1, lane: 'documents', settledAt: NOON - HOUR },
      { fileId: 2, lane: 'documents', settledAt: NOON - 5_000 },
      { fileId: 3, lane: 'documents', settledAt: NOON - 5_000, state: 'attention' },
    ]) as [number, number, number];
    ledger.hits([
      { rule: 'File invoices', jobId: a, at: NOON - HOUR },
      { rule: 'File invoices', jobId: b, at: NOON - 5_000 },
      { rule: 'File invoices', jobId: c, at: NOON - 5_000, failed: true },
      { rule: 'Former', jobId: b, at: NOON - 5_000 },
    ]);
    for (const [jobId, at] of [[a, NOON - HOUR], [b, NOON - 5_000]] as const) ledger.ruleEffect({ jobId, rule: 'File invoices', target: `/archive/2026/${jobId}.pdf`, at });
    ledger.ruleEffect({ jobId: c, rule: 'File invoices', state: 'failed', target: '/archive/2026/c.pdf', at: NOON - 5_000 });
    ledger.ruleEffect({ jobId: a, rule: 'File invoices', state: 'undone', at: NOON - 5_000 });
    const flow = await reader.read(NOON);
    expect(link(flow, 'lane:documents', 'rule:File invoices')).toEqual([3, 1, 2]);
    expect(link(flow, 'rule:File invoices', 'destination:to:/archive')).toEqual([3, 1, 2]);
    expect(link(flow, 'rule:Photos', 'destination:to:/archive')).toEqual([0, 0, 0]);
    // Two were read and acted on: none of them stayed.
    expect(link(flow, 'lane:documents', 'destination:stays')).toBeUndefined();
    expect(partOf(flow, 'rule:File invoices')).toMatchObject({ done: 2, failed: 1, opens: { list: 'history', rule: 'File invoices' } });
    expect(partOf(flow, 'rule:Photos')).toMatchObject({ isOff: true, detail: 'Off' });
    expect(partOf(flow, 'rule:Former')).toMatchObject({ isOff: true, detail: 'Removed', done: 1 });
    expect(partOf(flow, 'destination:to:/archive')).toMatchObject({ title: 'archive', detail: '/archive', done: 2, opens: { list: 'history', target: '/archive' } });
  });

  it('is right after every change, also of what is long past', async () => {
    const jobs = ledger.jobs(Array.from({ length: 30 }, (_, n) => ({ fileId: n + 1, settledAt: MIDNIGHT + n * HOUR * 0.3 })));
    const files = async (at: number): Promise<unknown> => link(await reader.read(at), 'folder:1', 'lane:text');
    expect(await files(NOON)).toEqual([30, 0, 0]);
    database.transaction((writer) => writer.run(`UPDATE jobs SET settled_at = NULL, state = 'waiting' WHERE id = ?`, jobs[2] ?? 0));
    expect(await files(NOON + 1_000)).toEqual([29, 0, 0]);
    database.transaction((writer) => writer.run(`UPDATE jobs SET state = 'attention', settled_at = ? WHERE id = ?`, NOON + 1_500, jobs[3] ?? 0));
    expect(await files(NOON + 2_000)).toEqual([29, 1, 1]);
    ledger.jobs([{ fileId: 99, settledAt: NOON + 2_500 }]);
    expect(await files(NOON + 3_000)).toEqual([30, 1, 2]);
    // A minute later nothing passes any more, though nothing has changed.
    expect(await files(NOON + 70_000)).toEqual([30, 1, 0]);
    // And nothing has passed on another day.
    expect(await files(NOON + 24 * HOUR)).toBeUndefined();
  });

  it('goes by the rules as they are now', async () => {
    rules = [rule('File invoices')];
    const [jobId] = ledger.jobs([{ fileId: 1, settledAt: NOON - HOUR }]) as [number];
    ledger.ruleEffect({ jobId, rule: 'File invoices', target: '/archive/2026/tax/a.pdf', at: NOON - HOUR });
    expect(link(await reader.read(NOON), 'rule:File invoices', 'destination:to:/archive')).toEqual([1, 0, 0]);
    rules = [rule('File invoices', { then: [{ do: 'copy', to: '/archive/2026/tax' }] })];
    const flow = await reader.read(NOON + 2_000);
    expect(link(flow, 'rule:File invoices', 'destination:to:/archive')).toBeUndefined();
    expect(link(flow, 'rule:File invoices', 'destination:to:/archive/2026/tax')).toEqual([1, 0, 0]);
  });

  it('takes little time with 100,000 files of a day', async () => {
    rules = Array.from({ length: 40 }, (_, n) => rule(`Rule ${n}`, { then: [{ do: 'copy', to: `/archive/${n}/{date}` }] }));
    const jobs = ledger.jobs(
      Array.from({ length: 100_000 }, (_, n) => ({
        fileId: n + 1,
        folderId: 1 + (n % 2),
        lane: LANES[n % 6] ?? 'text',
        state: n % 50 === 0 ? 'attention' : 'done',
        settledAt: MIDNIGHT + n * 400,
      })),
    );
    ledger.hits(jobs.map((jobId, n) => ({ rule: `Rule ${n % 40}`, jobId, at: MIDNIGHT + n * 400 })));
    database.transaction((writer) => {
      jobs.forEach((jobId, n) =>
        writer.run(
          `INSERT INTO effects (job_id, file_id, folder_id, action, state, source, target, at, rule, step) VALUES (?, ?, 1, 'copy', 'done', '/a', ?, ?, ?, '0')`,
          jobId,
          jobId,
          `/archive/${n % 40}/${n}/a.pdf`,
          MIDNIGHT + n * 400,
          `Rule ${n % 40}`,
        ),
      );
    });
    await reader.read(NOON);
    const times: number[] = [];
    for (let n = 1; n < 10; n += 1) {
      database.transaction((writer) => writer.run('UPDATE folders SET added_at = added_at + 1'));
      // Time of the processor: what else the machine does makes no difference.
      const start = process.cpuUsage();
      await reader.read(NOON + n * 1_100);
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1_000);
    }
    times.sort((a, b) => a - b);
    expect(times[4]).toBeLessThan(40);
  }, 60_000);
});
