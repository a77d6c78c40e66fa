import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pageOfFiles } from './file-rows';
import { LedgerMaker } from './history.test-kit';
import { openStore } from './open-store';
import { MAX_HITS } from './search';

/** The oldest two failed, and lie in a folder of their own; their texts are the longest, thus the worst hits of all. */
function total(files: number, query: string): [number, number[]] {
  const folder = mkdtempSync(join(tmpdir(), 'filemill-search-'));
  const { database } = openStore(folder);
  try {
    const ledger = new LedgerMaker(database);
    ledger.folder(1, '/in/one');
    ledger.folder(2, '/in/two');
    const sha256 = (id: number): string => id.toString(16).padStart(64, '0');
    const ids = ledger.documents(Array.from({ length: files }, (_, index) => ({ sha256: sha256(index + 1), text: index < 2 ? `granite ${'sand '.repeat(50)}` : 'granite', confidence: index < 2 ? 30 : undefined })));
    ledger.jobs(ids.map((id) => ({ fileId: id, folderId: id <= 2 ? 2 : 1, path: `pebble-${id}.txt`, reportId: id, sha256: sha256(id), kind: 'document', state: id <= 2 ? 'attention' : 'done', arrivedAt: id <= 2 ? 500 : Date.now() })));
    const page = pageOfFiles(database, { query }, 'relevance', 0, 100);
    return [page.total, page.rows.slice(0, 2).map(({ id }) => id).toSorted((one, other) => one - other)];
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

it.each([
  ['words of a text', 'granite state:failed'],
  ['a phrase', '"granite sand" state:failed'],
  ['the text alone', 'text:granite state:failed'],
  ['words of a name', 'pebble state:failed'],
])('conditions count for all that is found by %s, not for the best of it', (_, query) => {
  expect(total(MAX_HITS + 100, query)).toEqual([2, [1, 2]]);
});

it.each(['text:granite state:failed', 'text:granite folder:"Folder 2"', 'granite conf:<50', 'granite state:failed since:2020-01-01 copies:all'])('… also where there are too many to rank: %s', (query) => {
  expect(total(10_100, query)).toEqual(query.includes('since') ? [0, []] : [2, [1, 2]]);
});

it('… and gives as many as it says where most of them count', () => {
  expect(total(10_100, 'granite since:1d')[0]).toBe(MAX_HITS);
  expect(total(10_100, 'granite folder:"Folder 1"')[0]).toBe(MAX_HITS);
});

it('never gives more than it says', () => {
  expect(total(MAX_HITS + 100, 'granite')[0]).toBe(MAX_HITS);
  expect(total(MAX_HITS + 100, 'granite state:done')[0]).toBe(MAX_HITS);
});
