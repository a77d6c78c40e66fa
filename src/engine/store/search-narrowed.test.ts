import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pageOfFiles } from './file-rows';
import { LedgerMaker } from './history.test-kit';
import { openStore } from './open-store';
import { MAX_HITS } from './search';

/** The oldest two failed; their texts are the longest, thus the worst hits of all. */
function total(files: number, query: string): [number, number[]] {
  const folder = mkdtempSync(join(tmpdir(), 'filemill-search-'));
  const { database } = openStore(folder);
  try {
    const ledger = new LedgerMaker(database);
    ledger.folder(1, '/in/one');
    const ids = Array.from({ length: files }, (_, index) => index + 1);
    const sha256 = (id: number): string => id.toString(16).padStart(64, '0');
    ledger.jobs(ids.map((id) => ({ fileId: id, path: `pebble-${id}.txt`, reportId: id, sha256: sha256(id), kind: 'document', state: id <= 2 ? 'attention' : 'done' })));
    database.transaction((writer) => {
      for (const id of ids) {
        const text = id <= 2 ? `granite ${'sand '.repeat(50)}` : 'granite';
        writer.run(
          `INSERT INTO reports (id, sha256, processor, processor_version, options, data, table_count, warnings, text_length, page_count, created_at, confidence)
           VALUES (?, ?, 'text', 1, '{}', '{}', 0, '[]', ?, 1, 1, null)`,
          id, sha256(id), text.length,
        );
        writer.run('INSERT INTO texts VALUES (?, ?)', id, text);
        writer.run('INSERT INTO text_index (rowid, body) VALUES (?, ?)', id, text);
      }
    });
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

it('… also where there are too many to rank', () => {
  expect(total(10_100, 'text:granite state:failed')).toEqual([2, [1, 2]]);
});

it('never gives more than it says', () => {
  expect(total(MAX_HITS + 100, 'granite')[0]).toBe(MAX_HITS);
  expect(total(MAX_HITS + 100, 'granite state:done')[0]).toBe(MAX_HITS);
});
