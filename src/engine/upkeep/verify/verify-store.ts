import type { Database } from '../../store/database';
import { breathe, type Verification } from './tally';
import { t, words } from '../../../shared/words/words';

const REPAIR = words('Start Filemill anew: it puts a damaged ledger aside and takes its last good copy.');

/** Whether the store's file is sound: pages, indexes, the search, and what refers to what. */
export async function verifyStore({ database, tally, isRunning }: Verification): Promise<void> {
  for (const table of tablesOf(database)) {
    tally.count('store');
    for (const message of answersOf(database, `PRAGMA integrity_check("${table}")`)) {
      tally.misfit('store', null, t('The ledger is damaged in “{table}”: {message}.', { table, message }), t(REPAIR));
    }
    for (const { parent } of database.pragma<{ parent: string }>(`PRAGMA foreign_key_check("${table}")`)) {
      tally.misfit('store', null, t('A row of “{table}” refers to one of “{parent}” that is not there.', { table, parent }), t(REPAIR));
    }
    // One table at a time, because an engine that verifies itself has other things to do too.
    await breathe();
  }
  if (isRunning) return;
  const found = answersOf(database, 'PRAGMA integrity_check').filter((message) => /free|page/i.test(message));
  for (const message of found) tally.misfit('store', null, t('The ledger is damaged: {message}.', { message }), t(REPAIR));
}

function tablesOf(database: Database): string[] {
  const tables = database.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
  );
  return tables.map(({ name }) => name);
}

function answersOf(database: Database, pragma: string): string[] {
  return database
    .pragma<{ integrity_check: string }>(pragma)
    .map((row) => row.integrity_check)
    .filter((answer) => answer !== 'ok');
}
