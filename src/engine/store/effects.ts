import type { Database, Writer } from './database';
import { MAY_BE_RETRIED } from './job-facts';

/** Something done to the user's files: noted as intended before, as done after, and how it can be taken back. */
export interface Effect {
  id: number;
  jobId: number;
  fileId: number;
  folderId: number;
  action: 'park';
  state: 'intended' | 'done' | 'undone' | 'failed';
  /** Absolute; the folder in which it was done. */
  root: string;
  /** Absolute paths. */
  source: string;
  target: string;
  sha256: string | null;
  at: number;
  /** The file's number when its job began; null when the job is no more. */
  ino: string | null;
}

const EFFECTS = `
  SELECT e.id, e.job_id AS jobId, e.file_id AS fileId, e.folder_id AS folderId, e.action, e.state, d.path AS root,
    e.source, e.target, e.sha256, e.at, j.ino
  FROM effects e JOIN folders d ON d.id = e.folder_id LEFT JOIN jobs j ON j.id = e.job_id`;

const IN_FORCE = `${EFFECTS} JOIN files f ON f.id = e.file_id AND f.job_id = e.job_id
  WHERE e.file_id = ? AND e.action = ? AND e.state = 'done'`;

export class Effects {
  constructor(private readonly database: Database) {}

  /**
   * @returns null when the job is no longer the file's current one, or no longer asks for attention: it was retried,
   * or a newer version has taken its place
   */
  intend(writer: Writer, effect: Omit<Effect, 'id' | 'state' | 'root' | 'ino'>): number | null {
    const { changes, lastId } = writer.run(
      `INSERT INTO effects (job_id, file_id, folder_id, action, state, source, target, sha256, at)
       SELECT id, ?, ?, ?, 'intended', ?, ?, ?, ? FROM jobs WHERE id = ? AND is_current = 1 AND state = 'attention'`,
      effect.fileId,
      effect.folderId,
      effect.action,
      effect.source,
      effect.target,
      effect.sha256,
      effect.at,
      effect.jobId,
    );
    return changes === 1 ? lastId : null;
  }

  /** Compare-and-set, as all state moves. */
  move(writer: Writer, id: number, from: Effect['state'], to: Effect['state']): boolean {
    return writer.run('UPDATE effects SET state = ? WHERE id = ? AND state = ?', to, id, from).changes === 1;
  }

  /** What a crash, or a drive that can't be reached, may have left half done. */
  intended(): Effect[] {
    return this.database.all<Effect>(`${EFFECTS} WHERE e.state = 'intended' ORDER BY e.id`);
  }

  /** Whether it was done for the version of the file that is the current one. */
  isOfCurrentJob(id: number): boolean {
    return this.database.get('SELECT 1 FROM effects e JOIN files f ON f.job_id = e.job_id WHERE e.id = ?', id) !== undefined;
  }

  /** The one in force for a file's current job; what was done to older versions is history. */
  inForce(fileId: number, action: Effect['action']): Effect | undefined {
    return this.database.get<Effect>(`${IN_FORCE} ORDER BY e.id DESC LIMIT 1`, fileId, action);
  }

  /** As {@link inForce}, where the job may be retried. */
  toTakeBack(fileId: number, action: Effect['action']): Effect | undefined {
    return this.database.get<Effect>(
      `${IN_FORCE} AND j.id IN (SELECT id FROM jobs WHERE id = f.job_id AND is_current = 1 AND ${MAY_BE_RETRIED})
       ORDER BY e.id DESC LIMIT 1`,
      fileId,
      action,
    );
  }
}
