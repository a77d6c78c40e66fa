import type { FileEvent } from '../../shared/model/file';
import type { Database, Writer } from './database';

/** A file that was settled without being read, as it is gone. */
export interface DueJob {
  jobId: number;
  fileId: number;
  folderId: number;
  root: string;
  folderName: string;
  /** Where it lay. */
  path: string;
  size: number;
  mtimeMs: number;
  ino: string;
  sha256: string | null;
  event: FileEvent;
  arrivedAt: number;
}

/** Jobs that were settled without a reading, and whose rules have not been asked yet. */
export class RulesDue {
  constructor(private readonly database: Database) {}

  add(writer: Writer, jobId: number): void {
    writer.run('INSERT OR IGNORE INTO rules_due VALUES (?)', jobId);
  }

  remove(writer: Writer, jobId: number): void {
    writer.run('DELETE FROM rules_due WHERE job_id = ?', jobId);
  }

  /** Those whose file has come back, or whose folder is watched no more: nobody asks about them again. */
  drop(writer: Writer): void {
    writer.run(`DELETE FROM rules_due WHERE job_id NOT IN (SELECT id FROM jobs WHERE is_current = 1 AND settled_at IS NOT NULL)`);
  }

  /** Oldest first, after the given one. */
  list(after: number, limit: number): DueJob[] {
    return this.database.all<DueJob>(
      `SELECT j.id AS jobId, j.file_id AS fileId, j.folder_id AS folderId, d.path AS root, d.settings ->> 'name' AS folderName, f.path,
         j.size, j.mtime_ms AS mtimeMs, j.ino, j.sha256, j.event, j.arrived_at AS arrivedAt
       FROM rules_due r JOIN jobs j ON j.id = r.job_id JOIN files f ON f.id = j.file_id JOIN folders d ON d.id = j.folder_id
       WHERE r.job_id > ? AND j.is_current = 1 AND j.settled_at IS NOT NULL ORDER BY r.job_id LIMIT ?`,
      after,
      limit,
    );
  }
}
