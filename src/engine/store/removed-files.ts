import type { Sighting } from '../../shared/contract/watch-api';
import type { Trigger } from '../../shared/model/file';
import type { Database, Writer } from './database';
import type { Ledger } from './ledger';
import type { Whereabouts } from './whereabouts';

/** Files that Filemill itself takes away and puts back: the history says so, and the way back leads to the old report. */
export class RemovedFiles {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly whereabouts: Whereabouts,
  ) {}

  /**
   * @param reason a sentence: where it went and why
   * @returns the job that tells of it, or null when the file is not known any more
   */
  recordRemoved(writer: Writer, fileId: number, reason: string, trigger: Trigger, now: number): number | null {
    const known = this.ledger.byId(fileId);
    if (!known) return null;
    this.whereabouts.markGone(writer, fileId, null);
    const jobId = this.whereabouts.recordDeleted(writer, known, { trigger, now });
    writer.run('UPDATE jobs SET reason = ? WHERE id = ?', reason, jobId);
    return jobId;
  }

  /**
   * The file lies at its old path again: the job of before its removal counts again, with all that was read.
   *
   * @returns false when something else has been at that path meanwhile, or the former job is forgotten: the watcher's
   * sighting then makes a job of its own
   */
  recordRestored(writer: Writer, way: { fileId: number; jobId: number; formerJobId: number }, sighting: Sighting, remark: string): boolean {
    const { fileId, jobId, formerJobId } = way;
    const row = this.database.get<{ isWatched: number }>(
      `SELECT d.removed_at IS NULL AS isWatched FROM files f JOIN jobs j ON j.id = ? AND j.file_id = f.id
         JOIN folders d ON d.id = f.folder_id WHERE f.id = ? AND f.job_id = ? AND f.present = 0`,
      formerJobId,
      fileId,
      jobId,
    );
    if (!row) return false;
    writer.run(`UPDATE jobs SET is_current = 0, reason = reason || ' ' || ? WHERE id = ?`, remark, jobId);
    writer.run(
      'UPDATE jobs SET is_current = ?, size = ?, mtime_ms = ?, ino = ? WHERE id = ?',
      row.isWatched,
      sighting.size,
      sighting.mtimeMs,
      sighting.ino,
      formerJobId,
    );
    writer.run('UPDATE files SET job_id = ? WHERE id = ?', formerJobId, fileId);
    this.ledger.updateFile(writer, fileId, sighting);
    return true;
  }

  /** What we changed about a file that stays, so that its next sighting is no news. */
  recordTouched(writer: Writer, fileId: number, sighting: Sighting): void {
    const known = this.ledger.byId(fileId);
    if (!known?.present) return;
    this.ledger.updateFile(writer, fileId, sighting);
    writer.run(
      'UPDATE jobs SET size = ?, mtime_ms = ?, ino = ? WHERE id = ?',
      sighting.size,
      sighting.mtimeMs,
      sighting.ino,
      known.jobId,
    );
  }
}
