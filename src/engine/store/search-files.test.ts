import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileFilter } from '../../shared/contract/engine-api';
import { fileRowSchema, type FileRow } from '../../shared/model/file';
import type { Database } from './database';
import { pageOfFiles } from './file-rows';
import { LedgerMaker } from './history.test-kit';
import { openStore } from './open-store';

let folder: string;
let database: Database;

const DAY_MS = 86_400_000;
/** 2, 3 and 4 have the same bytes, and 2 and 3 one name. */
const FILES: { text: string; content: number; path?: string; state?: string; confidence?: number; tables?: number; daysAgo?: number }[] = [
  { text: 'The harbour of Zürich opens at dawn', content: 1, confidence: 62.5, daysAgo: 30 },
  { text: 'A lighthouse\fstands over the harbour', content: 2, path: 'lighthouse.pdf', tables: 2 },
  { text: '', content: 2, path: 'again/lighthouse.pdf' },
  { text: '', content: 2, path: 'harbour.pdf' },
  { text: 'Nothing but arbours, net 30', content: 5, state: 'attention' },
  { text: 'harbor duty', content: 6, confidence: 91, daysAgo: 3 },
];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-search-'));
  ({ database } = openStore(folder));
  const ledger = new LedgerMaker(database);
  ledger.folder(1, '/in/one');
  const sha256Of = (content: number): string => String(content).repeat(64);
  const read = FILES.filter(({ text }) => text !== '');
  const ids = ledger.documents(read.map(({ content, ...file }) => ({ ...file, sha256: sha256Of(content) })));
  const reportOf = new Map(read.map(({ content }, index) => [content, ids[index] ?? null]));
  ledger.jobs(
    FILES.map(({ content, path, state = 'done', daysAgo = 0 }, index) => ({
      fileId: index + 1, path: path ?? `file-${index + 1}.txt`, reportId: reportOf.get(content) ?? null, sha256: sha256Of(content), kind: 'document', state, arrivedAt: Date.now() - daysAgo * DAY_MS,
    })),
  );
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const found = (query: string, more: FileFilter = {}): FileRow[] => pageOfFiles(database, { query, ...more }, 'relevance', 0, 100).rows.map((row) => fileRowSchema.parse(row));
const idsOf = (rows: readonly FileRow[]): number[] => rows.map(({ id }) => id);

describe('files are found', () => {
  it.each([
    ['conf:<70', [1]],
    ['conf:60..95', [6, 1]],
    ['has:table', [4, 3, 2]],
    ['has:ocr', [6, 1]],
    ['has:tag', []],
    ['state:failed', [5]],
    ['state:done has:ocr', [6, 1]],
    ['since:7d conf:>0', [6]],
    ['since:2020-01-01 conf:>0', [6, 1]],
    ['copies:all state:failed', [5]],
  ])('by %s', (query, ids) => {
    expect(idsOf(found(query))).toEqual(ids);
  });

  it('by their text alone, when it is asked for', () => {
    expect(idsOf(found('"harbour"')).toSorted()).toEqual([1, 2, 3, 4]);
    expect(idsOf(found('text:harbour state:done conf:>0'))).toEqual([1]);
    expect(idsOf(found('text:"lighthouse.pdf"'))).toEqual([]);
  });

  it('by words, of those that came since a day', () => {
    expect(idsOf(found('"harbour" since:7d')).toSorted()).toEqual([2, 3, 4]);
    expect(idsOf(found('"harbour" since:60d')).toSorted()).toEqual([1, 2, 3, 4]);
  });
});

describe('files with the same bytes', () => {
  it('are one, with the number of the others', () => {
    const rows = found('"lighthouse"', { foldsCopies: true });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.copies).toBe(2);
    expect(pageOfFiles(database, { query: '"lighthouse"', foldsCopies: true }, 'name', 0, 100).total).toBe(1);
  });

  it('are several where that is asked for, and for who does not fold them', () => {
    expect(idsOf(found('"lighthouse" copies:all', { foldsCopies: true })).toSorted()).toEqual([2, 3, 4]);
    expect(found('"lighthouse"')).toHaveLength(3);
  });
});

describe('where few have the words', () => {
  it('those with similar words follow, marked as such, with their place in the text', () => {
    const rows = found('harbor');
    expect(idsOf(rows)[0]).toBe(6);
    expect(idsOf(rows).slice(1).toSorted()).toEqual([1, 2, 3, 4]);
    expect(rows.map(({ similarWords }) => similarWords?.includes('harbour') ?? false)).toEqual([false, true, true, true, true]);
    expect(rows.find(({ id }) => id === 1)?.snippet).toContain('\ue000harbour\ue001');
    expect(rows.find(({ id }) => id === 2)?.snippetPage).toBe(2);
  });

  it('stay behind in every order', () => {
    const rows = pageOfFiles(database, { query: 'harbor' }, 'oldest', 0, 100).rows;
    expect(idsOf(rows)).toEqual([6, 1, 2, 3, 4]);
  });

  it('words in quotation marks mean themselves', () => {
    expect(idsOf(found('"harbor"'))).toEqual([6]);
  });

  it('every other word has still to be there', () => {
    expect(idsOf(found('harbor dawn'))).toEqual([1]);
    expect(found('harbor absent')).toEqual([]);
  });
});
