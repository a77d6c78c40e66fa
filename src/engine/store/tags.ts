import type { Database, Writer } from './database';
import { foldName } from './fold-name';

/** Names that people and rules give to files. They belong to a file, not to its bytes; `Invoice` and `invoice` are one. */
export class Tags {
  constructor(private readonly database: Database) {}

  of(fileId: number): string[] {
    return this.database.all<{ tag: string }>('SELECT tag FROM tags WHERE file_id = ? ORDER BY search_tag', fileId).map(({ tag }) => tag);
  }

  /** With the number of files that have them; only of files that are there. */
  list(): { tag: string; files: number }[] {
    return this.database.all(
      `SELECT min(t.tag) AS tag, count(*) AS files FROM tags t JOIN files f ON f.id = t.file_id JOIN jobs j ON j.id = f.job_id
       WHERE j.event <> 'deleted' GROUP BY t.search_tag ORDER BY t.search_tag`,
    );
  }

  add(writer: Writer, fileId: number, tags: readonly string[]): void {
    for (const tag of tags) writer.run('INSERT OR IGNORE INTO tags (file_id, tag, search_tag) VALUES (?, ?, ?)', fileId, tag, foldName(tag));
  }

  remove(writer: Writer, fileId: number, tags: readonly string[]): void {
    for (const tag of tags) writer.run('DELETE FROM tags WHERE file_id = ? AND search_tag = ?', fileId, foldName(tag));
  }
}
