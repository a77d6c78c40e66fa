import type { ErrorData } from '../../shared/errors/filemill-error';
import type { UploadState } from '../../shared/model/upload';
import type { Database, Writer } from './database';

/** What a step of a rule wants to have uploaded. */
export interface NewUpload {
  jobId: number;
  fileId: number;
  rule: string;
  step: string;
  effectId: number;
  /** In hexadecimal. */
  sha256: string;
  size: number;
  destination: string;
  /** The whole of it. */
  key: string;
  contentType: string;
  metadata: Record<string, string>;
}

type RowState = 'waiting' | 'stale' | 'done' | 'failed' | 'cancelled';

export interface UploadRow extends NewUpload {
  id: number;
  state: RowState;
  isHeld: boolean;
  /** Its job knows that it failed. */
  isTold: boolean;
  attempts: number;
  error: ErrorData | null;
  addedAt: number;
  begunAt: number | null;
  endedAt: number | null;
  /** Absolute, where the file lies now. */
  path: string;
  folderId: number;
}

type Stored = Omit<UploadRow, 'metadata' | 'isHeld' | 'isTold' | 'error'> & { metadata: string; held: number; told: number; error: string | null };

/** A file's job waits for its uploads; one that a person has set aside keeps them waiting, too. */
const ROWS = `
  SELECT u.id, u.job_id AS jobId, u.file_id AS fileId, u.rule, u.step, u.effect_id AS effectId, u.sha256, u.size, u.destination, u.key,
    u.content_type AS contentType, u.metadata, u.state, u.held, u.told, u.attempts, u.error, u.added_at AS addedAt, u.begun_at AS begunAt,
    u.ended_at AS endedAt, d.path || '/' || f.path AS path, f.folder_id AS folderId
  FROM uploads u JOIN files f ON f.id = u.file_id JOIN folders d ON d.id = f.folder_id`;

const SHOWN: Record<UploadState, string> = {
  uploading: `u.ended_at IS NULL AND u.id IN (SELECT value FROM json_each(?1))`,
  waiting: `u.ended_at IS NULL AND u.held = 0 AND u.id NOT IN (SELECT value FROM json_each(?1))`,
  held: `u.ended_at IS NULL AND u.held = 1 AND u.id NOT IN (SELECT value FROM json_each(?1))`,
  failed: `u.state = 'failed' AND u.ended_at IS NOT NULL`,
  done: `u.state = 'done' AND u.ended_at IS NOT NULL`,
};

/** The queue of uploads, as the ledger has it. */
export class UploadRows {
  constructor(private readonly database: Database) {}

  byId(id: number): UploadRow | undefined {
    return toRow(this.database.get<Stored>(`${ROWS} WHERE u.id = ?`, id));
  }

  ofStep(jobId: number, rule: string, step: string): UploadRow | undefined {
    return toRow(this.database.get<Stored>(`${ROWS} WHERE u.job_id = ? AND u.rule = ? AND u.step = ?`, jobId, rule, step));
  }

  /** Those of a file that are not at their end. */
  openOfFile(fileId: number): UploadRow[] {
    return this.database.all<Stored>(`${ROWS} WHERE u.file_id = ? AND u.ended_at IS NULL`, fileId).flatMap((row) => toRow(row) ?? []);
  }

  /** Of jobs that are no longer to be waited for: settled otherwise, or of a former version. */
  orphans(jobIds: readonly number[] | null): UploadRow[] {
    const only = jobIds === null ? '' : 'AND u.job_id IN (SELECT value FROM json_each(?))';
    return this.database
      .all<Stored>(
        `${ROWS} LEFT JOIN jobs j ON j.id = u.job_id WHERE u.ended_at IS NULL ${only} AND (j.id IS NULL OR j.is_current = 0 OR j.state NOT IN ('waiting', 'inProgress'))`,
        ...(jobIds === null ? [] : [JSON.stringify(jobIds)]),
      )
      .flatMap((row) => toRow(row) ?? []);
  }

  /**
   * Those that may begin, oldest first: their job waits for them, and nobody has set them aside.
   *
   * @param active under way already
   * @param resting destinations that are not to be asked now
   */
  next(active: readonly number[], resting: readonly string[], limit: number): UploadRow[] {
    return this.database
      .all<Stored>(
        `${ROWS} JOIN jobs j ON j.id = u.job_id
         WHERE u.ended_at IS NULL AND u.state = 'waiting' AND u.held = 0 AND j.state = 'waiting' AND j.is_current = 1 AND j.held = 0
           AND u.id NOT IN (SELECT value FROM json_each(?)) AND u.destination NOT IN (SELECT value FROM json_each(?))
         ORDER BY j.is_first DESC, u.id LIMIT ?`,
        JSON.stringify(active),
        JSON.stringify(resting),
        limit,
      )
      .flatMap((row) => toRow(row) ?? []);
  }

  /** Adds it, or begins it anew with what the file is by now. */
  put(writer: Writer, { jobId, fileId, rule, step, effectId, sha256, size, destination, key, contentType, metadata }: NewUpload, now: number): void {
    writer.run(
      `INSERT INTO uploads (job_id, file_id, rule, step, effect_id, sha256, size, destination, key, content_type, metadata, state, added_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'waiting', ?12)
       ON CONFLICT (job_id, rule, step) DO UPDATE SET effect_id = ?5, sha256 = ?6, size = ?7, destination = ?8, key = ?9, content_type = ?10,
         metadata = ?11, state = 'waiting', told = 0, error = NULL, outcome = NULL, ended_at = NULL,
         begun_at = CASE WHEN sha256 = ?6 AND key = ?9 AND destination = ?8 THEN begun_at END`,
      jobId,
      fileId,
      rule,
      step,
      effectId,
      sha256,
      size,
      destination,
      key,
      contentType,
      JSON.stringify(metadata),
      now,
    );
  }

  begun(writer: Writer, id: number, now: number): void {
    writer.run('UPDATE uploads SET begun_at = coalesce(begun_at, ?), attempts = attempts + 1 WHERE id = ?', now, id);
  }

  /** Its job is to say what the file is by now. */
  makeStale(writer: Writer, id: number): void {
    writer.run(`UPDATE uploads SET state = 'stale' WHERE id = ? AND ended_at IS NULL`, id);
  }

  end(writer: Writer, id: number, state: 'done' | 'failed' | 'cancelled', error: ErrorData | null, now: number): boolean {
    return writer.run('UPDATE uploads SET state = ?, error = ?, ended_at = ? WHERE id = ? AND ended_at IS NULL', state, error ? JSON.stringify(error) : null, now, id).changes === 1;
  }

  tell(writer: Writer, id: number): void {
    writer.run('UPDATE uploads SET told = 1 WHERE id = ?', id);
  }

  hold(writer: Writer, ids: readonly number[], held: boolean): void {
    writer.run('UPDATE uploads SET held = ? WHERE id IN (SELECT value FROM json_each(?)) AND ended_at IS NULL', held ? 1 : 0, JSON.stringify(ids));
  }

  /** Jobs whose uploads have come to an end while nobody could tell them. */
  jobsToWake(): number[] {
    return this.database
      .all<{ id: number }>(
        `SELECT j.id FROM jobs j WHERE j.state = 'waiting' AND j.is_current = 1 AND j.due_at IS NOT NULL AND j.error IS NULL
           AND EXISTS (SELECT 1 FROM uploads u WHERE u.job_id = j.id)
           AND NOT EXISTS (SELECT 1 FROM uploads u WHERE u.job_id = j.id AND u.ended_at IS NULL AND u.state = 'waiting')`,
      )
      .map(({ id }) => id);
  }

  counts(active: readonly number[]): { waiting: number; held: number; failed: number; bytesLeft: number } {
    const row = this.database.get<{ waiting: number; held: number; bytesLeft: number }>(
      `SELECT coalesce(sum(held = 0 AND id NOT IN (SELECT value FROM json_each(?1))), 0) AS waiting, coalesce(sum(held), 0) AS held, coalesce(sum(size), 0) AS bytesLeft
       FROM uploads WHERE ended_at IS NULL`,
      JSON.stringify(active),
    );
    const failed = this.database.get<{ n: number }>(
      `SELECT count(*) AS n FROM uploads u JOIN jobs j ON j.id = u.job_id WHERE u.ended_at IS NOT NULL AND u.state = 'failed' AND j.is_current = 1 AND j.state = 'attention'`,
    );
    return { waiting: row?.waiting ?? 0, held: row?.held ?? 0, bytesLeft: row?.bytesLeft ?? 0, failed: failed?.n ?? 0 };
  }

  page(states: readonly UploadState[], active: readonly number[], offset: number, limit: number): { total: number; rows: UploadRow[] } {
    const where = states.length === 0 ? '0' : states.map((state) => `(${SHOWN[state]})`).join(' OR ');
    const asked = JSON.stringify(active);
    const total = this.database.get<{ n: number }>(`SELECT count(*) AS n FROM uploads u WHERE json_valid(?1) AND (${where})`, asked)?.n ?? 0;
    const rows = this.database.all<Stored>(
      `${ROWS} WHERE json_valid(?1) AND (${where})
       ORDER BY u.ended_at IS NOT NULL, u.state = 'done', u.ended_at DESC, u.id NOT IN (SELECT value FROM json_each(?1)), u.id LIMIT ?2 OFFSET ?3`,
      asked,
      limit,
      offset,
    );
    return { total, rows: rows.flatMap((row) => toRow(row) ?? []) };
  }

  /** What ended before then is shown no more; its effect stays in the history. */
  forgetEnded(writer: Writer, before: number): void {
    writer.run(`DELETE FROM uploads WHERE ended_at < ? AND (state <> 'failed' OR job_id NOT IN (SELECT id FROM jobs WHERE is_current = 1 AND state = 'attention'))`, before);
  }
}

function toRow(stored: Stored | undefined): UploadRow | undefined {
  if (!stored) return undefined;
  const { metadata, held, told, error, ...row } = stored;
  return {
    ...row,
    metadata: JSON.parse(metadata) as Record<string, string>,
    isHeld: held === 1,
    isTold: told === 1,
    error: error === null ? null : (JSON.parse(error) as ErrorData),
  };
}
