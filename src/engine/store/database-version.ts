import { DatabaseSync } from '@photostructure/sqlite';

/** The version of SQLite in use; proves on the way that it loads and can search. */
export function databaseVersion(): string {
  const connection = new DatabaseSync(':memory:');
  try {
    connection.exec('CREATE VIRTUAL TABLE t USING fts5 (x)');
    return (connection.prepare('SELECT sqlite_version() AS v').get() as { v: string }).v;
  } finally {
    connection.close();
  }
}
