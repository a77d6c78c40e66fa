import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../store/database';
import { LedgerMaker } from '../store/history.test-kit';
import { openStore } from '../store/open-store';
import { Reports } from '../store/reports';
import { searchFiles } from '../store/search';
import { pruneHistory } from './prune-history';

const DAY_MS = 86_400_000;
const now = 1_000 * DAY_MS;
const OLD = now - 400 * DAY_MS;
const NEW = now - 3 * DAY_MS;
const ROOMY = 4_000_000_000;

let folder: string;
let database: Database;
let ledger: LedgerMaker;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-prune-'));
  ({ database } = openStore(folder));
  ledger = new LedgerMaker(database);
  ledger.folder(1, '/in/one');
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function prune(days = 365, bytes = ROOMY): number {
  let turns = 1;
  while (pruneHistory(database, { days, bytes }, now)) turns += 1;
  return turns;
}

function report(text: string, createdAt = OLD): number {
  return database.transaction((writer) =>
    new Reports(database).put(
      writer,
      {
        sha256: text.slice(0, 100),
        processor: 'text',
        processorVersion: 1, options: '',
        data: { kind: 'text', encoding: 'utf-8', lineCount: 1, wordCount: 1, characterCount: 1, preview: '' },
        warnings: [],
        thumbnail: null,
        text,
        pageCount: 1,
      },
      createdAt,
    ).id,
  );
}

const jobIds = (): number[] => database.all<{ id: number }>('SELECT id FROM jobs ORDER BY id').map(({ id }) => id);
const fitsIndex = (): boolean => {
  database.transaction((writer) => writer.run(`INSERT INTO text_index (text_index, rank) VALUES ('integrity-check', 1)`));
  return true;
};

describe('history that is too old', () => {
  it('goes with its timelines, effects, reports and words; what is newer or lies there stays', () => {
    const reports = [report('ancient words'), report('present words')] as [number, number];
    ledger.jobs([
      { fileId: 1, settledAt: OLD, isCurrent: false, reportId: reports[0] },
      { fileId: 1, settledAt: OLD + 1, reportId: reports[1] },
      { fileId: 2, settledAt: NEW, isCurrent: false },
      { fileId: 2, settledAt: NEW },
      { fileId: 3, settledAt: OLD, isPresent: false },
      { fileId: 4, settledAt: NEW, isPresent: false },
    ]);
    ledger.effect(1, 1, 'done');
    ledger.effect(2, 1, 'done');
    prune();
    expect(jobIds()).toEqual([2, 3, 4, 6]);
    expect([ledger.count('files'), ledger.count('timelines'), ledger.count('effects'), ledger.count('reports')]).toEqual([3, 4, 1, 1]);
    expect(searchFiles(database, 'ancient')).toEqual([]);
    expect(searchFiles(database, 'present').map(({ jobId }) => jobId)).toEqual([2]);
    expect(fitsIndex()).toBe(true);
  });

  it('keeps a report that another file’s job refers to, whatever version it is', () => {
    const shared = report('the same words');
    ledger.jobs([
      { fileId: 1, settledAt: OLD, isPresent: false, reportId: shared },
      { fileId: 2, settledAt: NEW, isCurrent: false, reportId: shared },
      { fileId: 2, settledAt: NEW },
    ]);
    prune();
    expect(jobIds()).toEqual([2, 3]);
    expect(ledger.count('reports')).toBe(1);
  });

  it('keeps a former version while its successor is still to be compared with it', () => {
    ledger.jobs([
      { fileId: 1, settledAt: OLD, isCurrent: false },
      { fileId: 1, settledAt: null, state: 'waiting', event: 'modified' },
    ]);
    prune();
    expect(jobIds()).toEqual([1, 2]);
  });

  it('keeps a file that may still turn up under another name', () => {
    ledger.jobs([{ fileId: 1, settledAt: OLD, isPresent: false }]);
    database.transaction((writer) => writer.run('UPDATE files SET departed_at = 1'));
    prune();
    expect(jobIds()).toEqual([1]);
  });

  it('keeps a file that was put aside or needs attention, though nothing lies at its place', () => {
    ledger.folder(2, '/in/removed', OLD);
    ledger.jobs([
      { fileId: 1, settledAt: OLD, isPresent: false, state: 'attention' },
      { fileId: 2, settledAt: OLD, isPresent: false, state: 'ignored' },
      { fileId: 3, folderId: 2, settledAt: OLD, isPresent: false, isCurrent: false, state: 'attention' },
      { fileId: 4, settledAt: OLD, isPresent: false, state: 'ignored' },
    ]);
    ledger.effect(2, 2, 'done');
    ledger.effect(3, 3, 'done');
    ledger.effect(4, 4, 'undone');
    prune(365, 0);
    expect(jobIds()).toEqual([1, 2, 3]);
    expect(ledger.count('effects')).toBe(2);
  });

  it('forgets the files of a folder that was removed', () => {
    ledger.folder(2, '/in/removed', OLD);
    ledger.jobs([{ fileId: 1, folderId: 2, settledAt: OLD, isCurrent: false }]);
    prune();
    expect([jobIds(), ledger.count('files')]).toEqual([[], 0]);
  });

  it('forgets reports that nothing refers to any more, once they are old', () => {
    report('left over');
    report('just read', NEW);
    prune();
    expect(searchFiles(database, 'left')).toEqual([]);
    expect(ledger.count('texts')).toBe(1);
    expect(fitsIndex()).toBe(true);
  });
});

it('does little at a time', () => {
  ledger.jobs(Array.from({ length: 2_000 }, (_, index) => ({ fileId: index + 1, settledAt: OLD + (index % 7), isPresent: index % 2 === 0 })));
  expect(pruneHistory(database, { days: 365, bytes: ROOMY }, now)).toBe(true);
  expect(ledger.count('jobs')).toBe(1_750);
  expect(prune()).toBeGreaterThan(2);
  expect([ledger.count('jobs'), ledger.count('files')]).toEqual([1_000, 1_000]);
});

it('lets the oldest history go first while the ledger is too large, and no more than needed', () => {
  const words = (index: number): string => `${index} ${'lorem ipsum dolor '.repeat(4_000)}`;
  ledger.jobs(
    Array.from({ length: 3_000 }, (_, index) => ({
      fileId: index + 1,
      settledAt: NEW + index,
      isPresent: false,
      reportId: index % 30 === 0 ? report(words(index), NEW) : null,
    })),
  );
  prune(365, 5_000_000);
  const kept = jobIds();
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThan(3_000);
  expect(kept.at(-1)).toBe(3_000);
  expect(kept).toHaveLength(3_000 - (kept[0] as number) + 1);
  expect(fitsIndex()).toBe(true);
});

it('takes out exactly the words of a text that is longer than what search knows', () => {
  const long = `${'x'.repeat(1_999_999)}\u{1F600} tail`;
  ledger.jobs([{ fileId: 1, settledAt: OLD, isPresent: false, reportId: report(long) }]);
  prune();
  expect([ledger.count('texts'), ledger.count('text_index_docsize')]).toEqual([0, 0]);
  expect(fitsIndex()).toBe(true);
});
