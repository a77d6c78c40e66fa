import type { Database, Writer } from './database';

/** Files that killed runs were working on, absolute: beside each of them may lie its `.lock`. Known until somebody has looked, however many runs are killed before. */
export class LeftHolds {
  constructor(private readonly database: Database) {}

  note(writer: Writer, sources: readonly string[]): void {
    for (const source of sources) writer.run('INSERT OR IGNORE INTO left_holds (source) VALUES (?)', source);
  }

  all(): string[] {
    return this.database.all<{ source: string }>('SELECT source FROM left_holds').map(({ source }) => source);
  }

  forget(sources: readonly string[]): void {
    this.database.transaction((writer) => {
      for (const source of sources) writer.run('DELETE FROM left_holds WHERE source = ?', source);
    });
  }
}
