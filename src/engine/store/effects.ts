import type { Database, Writer } from './database';

/** Something done to the user's files: noted as intended before, as done after, and how it can be taken back. */
export interface Effect {
  id: number;
  jobId: number;
  fileId: number;
  folderId: number;
  action: 'park';
  state: 'intended' | 'done' | 'undone' | 'failed';
  /** Absolute paths. */
  source: string;
  target: string;
  sha256: string | null;
  at: number;
}

const COLUMNS = `id, job_id AS jobId, file_id AS fileId, folder_id AS folderId, action, state, source, target, sha256, at`;

export class Effects {
  constructor(private readonly database: Database) {}

  intend(writer: Writer, effect: Omit<Effect, 'id' | 'state'>): number {
    return writer.run(
      `INSERT INTO effects (job_id, file_id, folder_id, action, state, source, target, sha256, at)
       VALUES (?, ?, ?, ?, 'intended', ?, ?, ?, ?)`,
      effect.jobId,
      effect.fileId,
      effect.folderId,
      effect.action,
      effect.source,
      effect.target,
      effect.sha256,
      effect.at,
    ).lastId;
  }

  /** Compare-and-set, as all state moves. */
  move(writer: Writer, id: number, from: Effect['state'], to: Effect['state']): boolean {
    return writer.run('UPDATE effects SET state = ? WHERE id = ? AND state = ?', to, id, from).changes === 1;
  }

  /** What a crash may have left half done. */
  intended(): Effect[] {
    return this.database.all<Effect>(`SELECT ${COLUMNS} FROM effects WHERE state = 'intended' ORDER BY id`);
  }

  /** The last one in force on a file. */
  inForce(fileId: number, action: Effect['action']): Effect | undefined {
    return this.database.get<Effect>(
      `SELECT ${COLUMNS} FROM effects WHERE file_id = ? AND action = ? AND state = 'done' ORDER BY id DESC LIMIT 1`,
      fileId,
      action,
    );
  }
}
