import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Database } from '../database';
import { closeStore, openStore, STORE_NAME } from '../open-store';
import { Reports } from '../reports';
import { MIGRATIONS } from './migrations';

it('a ledger from before finds the same, knows the beginnings of words, and forgets what is removed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'filemill-beginnings-'));
  try {
    const old = Database.open(join(folder, STORE_NAME), false);
    // Of the second only so much is in the search; signs beyond the first plane count once.
    const long = `${'😀'.repeat(10)} ${'word '.repeat(400_000)}`;
    old.transaction((writer) => {
      for (const { version, sql } of MIGRATIONS) if (version < 9) writer.exec(sql);
      writer.exec('PRAGMA user_version = 8');
      for (const [at, body] of ['an invoice of May', `${long} latecomer`].entries()) {
        writer.run('INSERT INTO texts VALUES (?, ?)', at + 1, body);
        writer.run('INSERT INTO text_index (rowid, body) VALUES (?, ?)', at + 1, body.slice(0, 2_000_000));
      }
    });
    old.close();

    const { database } = openStore(folder);
    const found = (match: string): unknown[] => database.all('SELECT rowid AS id FROM text_index WHERE text_index MATCH ?', match);
    expect(found('invoice')).toEqual([{ id: 1 }]);
    expect(found('inv*')).toEqual([{ id: 1 }]);
    expect(found('wor*')).toEqual([{ id: 2 }]);
    expect(found('latecomer')).toEqual([]);
    expect(database.all('SELECT term, doc FROM text_words WHERE term = ?', 'word')).toEqual([{ term: 'word', doc: 1 }]);

    const reports = new Reports(database);
    for (const id of [1, 2]) database.transaction((writer) => reports.removeUnused(writer, [id]));
    expect(database.all('SELECT term FROM text_words')).toEqual([]);
    expect(found('inv*')).toEqual([]);
    closeStore(database, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
