import type { Database, Writer } from './database';

/** A folder that was not there before a rule wanted it. @param path absolute */
export function noteMade(writer: Writer, path: string): void {
  writer.run('INSERT OR IGNORE INTO made_folders VALUES (?)', path);
}

export function wasMade(database: Database, path: string): boolean {
  return database.get('SELECT 1 FROM made_folders WHERE path = ?', path) !== undefined;
}

/** It is gone; a new one of the name is somebody else's. */
export function forgetMade(writer: Writer, path: string): void {
  writer.run('DELETE FROM made_folders WHERE path = ?', path);
}
