import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historyRowSchema, type HistoryFilter, type HistoryJob } from '../../shared/model/history';
import type { Database } from './database';
import { exportHistory, pageOfHistory } from './history';
import { LedgerMaker } from './history.test-kit';
import { openStore } from './open-store';

let folder: string;
let database: Database;
let ledger: LedgerMaker;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-history-'));
  ({ database } = openStore(folder));
  ledger = new LedgerMaker(database);
  ledger.folder(1, '/in/one');
  ledger.folder(2, '/in/two');
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Jobs by their number, what belongs to none by the negative number of its effect. */
const jobsOf = (filter: HistoryFilter): number[] =>
  pageOfHistory(database, filter, 0, 100).rows.map((row) => (row.type === 'job' ? row.jobId : -(row.effects[0]?.id ?? 0)));
const jobs = (filter: HistoryFilter, offset: number, limit: number): { total: number; rows: HistoryJob[] } => {
  const { total, rows } = pageOfHistory(database, filter, offset, limit);
  return { total, rows: rows.flatMap((row) => (row.type === 'job' ? row : [])) };
};

describe('a page of the history', () => {
  it('has what settled, newest first, former versions included', () => {
    ledger.jobs([
      { fileId: 1, settledAt: 1_000, isCurrent: false },
      { fileId: 1, settledAt: 3_000, event: 'modified' },
      { fileId: 2, settledAt: 2_000 },
      { fileId: 3, settledAt: null, state: 'waiting' },
    ]);
    const { total, rows } = jobs({}, 0, 100);
    expect(total).toBe(3);
    expect(rows.map(({ jobId, isCurrent }) => [jobId, isCurrent])).toEqual([[2, true], [3, true], [1, false]]);
    for (const row of rows) expect(historyRowSchema.parse(row)).toEqual(row);
  });

  it('says where a file lay then, and what was done to it', () => {
    const [jobId] = ledger.jobs([{ fileId: 1, path: 'new/name.txt', formerPath: 'old/näme.txt' }]) as [number];
    ledger.effect(jobId, 1, 'done', '/in/one/errors/x');
    ledger.effect(jobId, 1, 'failed');
    const [row] = pageOfHistory(database, {}, 0, 10).rows;
    expect(row).toMatchObject({ path: 'old/näme.txt', name: 'näme.txt', folderName: 'Folder 1' });
    expect(row?.effects).toEqual([{ id: 1, action: 'park', rule: null, source: '/here', target: '/in/one/errors/x', runId: null, state: 'done' }]);
  });

  it('says of what was done whether it still holds, and exports only that', () => {
    const [jobId] = ledger.jobs([{ fileId: 1 }]) as [number];
    for (const state of ['done', 'undone', 'expired', 'intended']) ledger.effect(jobId, 1, state);
    const [row] = pageOfHistory(database, {}, 0, 10).rows;
    expect(row?.effects.map(({ id, state }) => [id, state])).toEqual([[1, 'done'], [2, 'undone'], [3, 'expired']]);
    const [line] = [...exportHistory(database, {})];
    expect(line?.['effects']).toEqual([{ id: 1, action: 'park', target: row?.effects[0]?.target }]);
  });

  it('follows every filter, and their total with it', () => {
    ledger.jobs([
      { fileId: 1, settledAt: 1_000 },
      { fileId: 2, settledAt: 2_000, folderId: 2, state: 'attention', trigger: 'scan' },
      { fileId: 3, settledAt: 3_000, event: 'moved', trigger: 'cli' },
      { fileId: 3, settledAt: 4_000, event: 'modified' },
    ]);
    const cases: [HistoryFilter, number[]][] = [
      [{ folderId: 2 }, [2]],
      [{ fileId: 3 }, [4, 3]],
      [{ states: ['attention'] }, [2]],
      [{ states: ['done', 'attention'] }, [4, 3, 2, 1]],
      [{ events: ['moved', 'modified'] }, [4, 3]],
      [{ triggers: ['cli', 'scan'] }, [3, 2]],
      [{ from: 2_000, to: 3_000 }, [3, 2]],
      [{ from: 2_000, states: ['done'], folderId: 1 }, [4, 3]],
    ];
    for (const [filter, expected] of cases) {
      expect(jobsOf(filter), JSON.stringify(filter)).toEqual(expected);
      expect(pageOfHistory(database, filter, 0, 1).total, JSON.stringify(filter)).toBe(expected.length);
    }
  });

  it('finds a part of a path whatever its case and accents, also the path of then', () => {
    ledger.jobs([
      { fileId: 1, path: 'März/Bericht.txt', settledAt: 1 },
      { fileId: 2, path: 'other.txt', formerPath: 'marz/bericht 2.txt', settledAt: 2 },
      { fileId: 3, path: 'April/Bericht.txt', settledAt: 3 },
    ]);
    expect(jobsOf({ query: 'MARZ/beri' })).toEqual([2, 1]);
    expect(pageOfHistory(database, { query: 'bericht' }, 1, 1)).toMatchObject({ total: 3, rows: [{ jobId: 2 }] });
    expect(jobsOf({ query: '%_' })).toEqual([]);
  });

  it('counts anew when something settles', () => {
    ledger.jobs([{ fileId: 1 }]);
    expect(pageOfHistory(database, { query: 'file' }, 0, 1).total).toBe(1);
    ledger.jobs([{ fileId: 2 }]);
    expect(pageOfHistory(database, {}, 0, 1).total).toBe(2);
    expect(pageOfHistory(database, { query: 'file' }, 0, 1).total).toBe(2);
  });

  it('has what was done and belongs to no job, each as a line of its own', () => {
    ledger.jobs([{ fileId: 1, settledAt: 1_000 }, { fileId: 2, settledAt: 3_000 }]);
    ledger.ruleEffect({ rule: 'Pack', action: 'pack', target: '/archives/Día.zip', at: 2_000 });
    ledger.ruleEffect({ rule: 'Pack', action: 'pack', target: '/archives/b.zip', at: 4_000, state: 'undone' });
    ledger.ruleEffect({ rule: 'Pack', action: 'pack', target: '/archives/c.zip', at: 5_000, state: 'intended' });
    const { total, rows } = pageOfHistory(database, {}, 0, 100);
    expect(total).toBe(4);
    for (const row of rows) expect(historyRowSchema.parse(row)).toEqual(row);
    expect(rows.map(({ type, settledAt }) => [type, settledAt])).toEqual([['deed', 4_000], ['job', 3_000], ['deed', 2_000], ['job', 1_000]]);
    expect(rows[2]).toMatchObject({ source: '/here/a.txt', effects: [{ action: 'pack', rule: 'Pack', target: '/archives/Día.zip', state: 'done' }] });
    expect(pageOfHistory(database, {}, 1, 2).rows.map(({ settledAt }) => settledAt)).toEqual([3_000, 2_000]);
    const cases: [HistoryFilter, number[]][] = [
      [{ states: ['done'] }, [2, 1]],
      [{ folderId: 1 }, [2, 1]],
      [{ from: 2_000, to: 3_000 }, [2, -1]],
      [{ query: 'dia.ZIP' }, [-1]],
      [{ query: 'here/a' }, [-2, -1]],
      [{ actions: ['pack'] }, [-2, -1]],
      [{ rule: 'Pack', to: 2_500 }, [-1]],
    ];
    for (const [filter, expected] of cases) {
      expect(jobsOf(filter), JSON.stringify(filter)).toEqual(expected);
      expect(pageOfHistory(database, filter, 0, 1).total, JSON.stringify(filter)).toBe(expected.length);
    }
  });

  it('is narrowed to a rule, to what was done, and to where it went', () => {
    const [a, b, c] = ledger.jobs([{ fileId: 1, settledAt: 1 }, { fileId: 2, settledAt: 2 }, { fileId: 3, settledAt: 3 }, { fileId: 4, settledAt: 4 }]) as [number, number, number];
    ledger.hits([{ rule: 'File', jobId: a, at: 1 }, { rule: 'File', jobId: b, at: 2, failed: true }]);
    ledger.ruleEffect({ jobId: a, rule: 'File', action: 'copy', target: '/archive/2026/a.txt' });
    ledger.ruleEffect({ jobId: a, rule: 'Tell', action: 'message', target: '' });
    ledger.ruleEffect({ jobId: c, rule: 'Tell', action: 'copy', target: '/archive-2/c.txt', state: 'undone' });
    ledger.ruleEffect({ jobId: c, rule: 'Tell', action: 'relocate', target: '/in/one/done/c.txt', state: 'failed' });
    const cases: [HistoryFilter, number[]][] = [
      [{ rule: 'File' }, [2, 1]],
      [{ rule: 'Tell' }, [3, 1]],
      [{ rule: 'file' }, []],
      [{ actions: ['copy'] }, [3, 1]],
      [{ actions: ['message', 'tag'] }, [1]],
      [{ actions: ['relocate'] }, []],
      [{ rule: 'Tell', actions: ['copy'] }, [3, 1]],
      [{ target: '/archive' }, [1]],
      [{ target: '/archive/2026/' }, [1]],
      [{ target: '2026' }, [1]],
      [{ target: '/' }, [3, 1]],
      [{ target: 'done' }, []],
    ];
    for (const [filter, expected] of cases) {
      expect(jobsOf(filter), JSON.stringify(filter)).toEqual(expected);
      expect(pageOfHistory(database, filter, 0, 1).total, JSON.stringify(filter)).toBe(expected.length);
    }
  });

  it('pages without a gap through jobs that settled at the same moment', () => {
    ledger.jobs(Array.from({ length: 250 }, (_, index) => ({ fileId: index + 1, settledAt: 7 })));
    const seen = [0, 100, 200].flatMap((offset) => jobs({}, offset, 100).rows.map(({ jobId }) => jobId));
    expect(new Set(seen).size).toBe(250);
  });

  it('is there at once with 100,000 jobs', () => {
    ledger.jobs(
      Array.from({ length: 100_000 }, (_, index) => ({
        fileId: index + 1,
        folderId: 1 + (index % 2),
        path: `2026/file-${index}.txt`,
        state: index % 10 === 0 ? 'attention' : 'done',
        event: index % 5 === 0 ? 'modified' : 'created',
        settledAt: 1_000 + Math.floor(index / 64),
      })),
    );
    ledger.hits(Array.from({ length: 20_000 }, (_, index) => ({ rule: 'File', jobId: 5 * index + 1, at: 1 })));
    for (let index = 0; index < 50; index += 1) ledger.ruleEffect({ rule: 'File', action: 'pack', at: 1_000 + index * 20 });
    const filters: [HistoryFilter, number][] = [
      [{}, 0],
      [{ rule: 'File' }, 10_000],
      [{ actions: ['pack', 'copy'] }, 0],
      [{}, 90_000],
      [{ folderId: 2 }, 0],
      [{ states: ['attention'] }, 5_000],
      [{ events: ['moved'] }, 0],
      [{ from: 1_500, to: 1_800 }, 0],
    ];
    for (const [filter, offset] of filters) {
      const times = Array.from({ length: 9 }, () => {
        database.transaction((writer) => writer.run('UPDATE folders SET added_at = added_at + 1'));
        // Time of the processor: what else the machine does makes no difference.
        const before = process.cpuUsage();
        pageOfHistory(database, filter, offset, 100);
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1_000;
      }).sort((a, b) => a - b);
      expect(times[4], JSON.stringify(filter)).toBeLessThan(50);
    }
  }, 60_000);
});

describe('the export', () => {
  it('has one line for each job, oldest first, in the shape of the command line', () => {
    const error = JSON.stringify({ code: 'file.damaged', message: 'It is damaged.', hint: '', cause: 'damaged' });
    ledger.jobs([
      { fileId: 1, settledAt: 2_000, path: 'sub/a.txt' },
      { fileId: 2, settledAt: 1_000, state: 'attention', error, isCurrent: false },
    ]);
    const [first, second] = exportHistory(database, {});
    expect(first).toMatchObject({ path: '/in/one/file-2.txt', isCurrent: false, error: { code: 'file.damaged' } });
    expect(second).toEqual({
      type: 'file',
      path: '/in/one/sub/a.txt',
      folder: '/in/one',
      state: 'done',
      kind: 'text',
      mime: 'text/plain',
      size: 5,
      sha256: 'a'.repeat(64),
      event: 'created',
      attempts: 1,
      durationMs: 12.3,
      effects: [],
      outputs: [],
      settledAt: '1970-01-01T00:00:02.000Z',
      arrivedAt: '1970-01-01T00:00:00.500Z',
      trigger: 'live',
      isCurrent: true,
      folderName: 'Folder 1',
    });
  });

  it('has what belongs to no job in between, and says which rule did what', () => {
    const [jobId] = ledger.jobs([{ fileId: 1, settledAt: 1_000 }, { fileId: 2, settledAt: 3_000 }]) as [number];
    ledger.ruleEffect({ jobId, rule: 'File', target: '/archive/a.txt' });
    ledger.ruleEffect({ rule: 'Pack', action: 'pack', target: '/b.zip', at: 2_000 });
    ledger.ruleEffect({ rule: 'Pack', action: 'pack', target: '/c.zip', at: 9_000 });
    const lines = [...exportHistory(database, {})];
    expect(lines.map(({ type }) => type)).toEqual(['file', 'effect', 'file', 'effect']);
    expect(lines[0]?.['effects']).toEqual([{ id: 1, action: 'copy', target: '/archive/a.txt', rule: 'File' }]);
    expect(lines[1]).toEqual({
      type: 'effect',
      at: '1970-01-01T00:00:02.000Z',
      source: '/here/a.txt',
      id: 2,
      action: 'pack',
      rule: 'Pack',
      target: '/b.zip',
      runId: null,
      state: 'done',
    });
    expect([...exportHistory(database, { rule: 'File' })]).toHaveLength(1);
  });

  it('tells each job once, though more settle while it is read', () => {
    ledger.jobs(Array.from({ length: 1_200 }, (_, index) => ({ fileId: index + 1, settledAt: 5 + (index % 3) })));
    const paths = new Set<unknown>();
    let lines = 0;
    for (const line of exportHistory(database, {})) {
      lines += 1;
      paths.add(line.path);
      if (lines === 600) ledger.jobs([{ fileId: 5_000, settledAt: 100 }]);
    }
    expect([lines, paths.size]).toEqual([1_200, 1_200]);
  });

  it('follows the filter and is empty where nothing settled', () => {
    expect([...exportHistory(database, {})]).toEqual([]);
    ledger.jobs([{ fileId: 1, path: 'Ä.txt' }, { fileId: 2, state: 'attention' }]);
    expect([...exportHistory(database, { states: ['attention'] })]).toHaveLength(1);
    expect([...exportHistory(database, { query: 'a.txt' })]).toHaveLength(1);
  });
});
