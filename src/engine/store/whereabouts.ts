import { basename } from 'node:path/posix';
import { laneOfName } from '../../processors/kit/lane';
import type { Sighting } from '../../shared/contract/watch-api';
import type { Database, Writer } from './database';
import { foldFolder, foldName } from './fold-name';
import { KNOWN, toKnown, type JobFacts, type KnownFile, type KnownRow, type Occasion } from './job-facts';
import type { Ledger } from './ledger';
import { t } from '../../shared/words/words';

/** Where files have gone: to another name, to another folder, or away. */
export class Whereabouts {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** Files that a newcomer may have been before: the same file number, size and modification time. */
  findByNumber({ dev, ino, size, mtimeMs }: Sighting): KnownFile[] {
    const rows = this.database.all<KnownRow>(
      `${KNOWN} WHERE f.ino = ? AND f.dev = ? AND f.size = ? AND f.mtime_ms = ? AND j.is_current = 1 ORDER BY f.present, f.id DESC`,
      ino,
      dev,
      size,
      mtimeMs,
    );
    return rows.map((row) => toKnown(row) as KnownFile);
  }

  /** Nothing lies there any more; under which name it turns up again, or that it does not, is seen later. */
  markGone(writer: Writer, fileId: number, departedAt: number | null): void {
    writer.run('UPDATE files SET present = 0, departed_at = ? WHERE id = ?', departedAt, fileId);
  }

  /** It lies at its old path again, put back by us. */
  markBack(writer: Writer, fileId: number): void {
    writer.run('UPDATE files SET present = 1, departed_at = NULL WHERE id = ?', fileId);
  }

  /** Files that are gone and whose end has not been recorded yet. */
  departed(): number[] {
    return this.database.all<{ id: number }>('SELECT id FROM files WHERE departed_at IS NOT NULL').map(({ id }) => id);
  }

  /**
   * The file lies elsewhere now and keeps its history. Its former jobs keep the path at which they were done; a file
   * that is gone and lay at the new path before gives it up.
   */
  moveFile(writer: Writer, known: KnownFile, folderId: number, sighting: Sighting): void {
    const displaced = this.ledger.find(folderId, sighting.path);
    if (displaced && displaced.fileId !== known.fileId) {
      this.keepFormerPath(writer, displaced);
      // No path holds an empty name, so this one can't be taken by a file.
      writer.run('UPDATE files SET path = ? WHERE id = ?', `${sighting.path}//${displaced.fileId}`, displaced.fileId);
    }
    this.keepFormerPath(writer, known);
    const name = basename(sighting.path);
    writer.run(
      'UPDATE files SET folder_id = ?, path = ?, name = ?, search_name = ?, search_folder = ? WHERE id = ?',
      folderId,
      sighting.path,
      name,
      foldName(name),
      foldFolder(sighting.path),
      known.fileId,
    );
    this.ledger.updateFile(writer, known.fileId, sighting);
  }

  private keepFormerPath(writer: Writer, { fileId, path }: KnownFile): void {
    writer.run('UPDATE jobs SET former_path = ? WHERE file_id = ? AND former_path IS NULL', path, fileId);
  }

  /** A waiting job goes with its file. */
  moveWaiting(writer: Writer, jobId: number, folderId: number, sighting: Sighting): JobFacts | null {
    const { changes } = writer.run(
      `UPDATE jobs SET folder_id = ?, former_path = NULL, lane = ?, size = ?, mtime_ms = ?, ino = ?
       WHERE id = ? AND state = 'waiting' AND is_current = 1`,
      folderId,
      laneOfName(basename(sighting.path)),
      sighting.size,
      sighting.mtimeMs,
      sighting.ino,
      jobId,
    );
    return changes === 1 ? (this.ledger.facts([jobId])[0] ?? null) : null;
  }

  /** A settled job stays as it is; only its file lies elsewhere. */
  moveSettled(writer: Writer, jobId: number, folderId: number): void {
    writer.run('UPDATE jobs SET folder_id = ?, former_path = NULL WHERE id = ?', folderId, jobId);
  }

  /** The file was deleted: an event of its own, which keeps what was read. */
  recordDeleted(writer: Writer, known: KnownFile, occasion: Omit<Occasion, 'event'>): number {
    const facts = this.ledger.insertJob(
      writer,
      known.fileId,
      known.folderId,
      known,
      {
        state: known.state === 'done' ? 'done' : 'ignored',
        marks: 'ddssss',
        reason: t('It is no longer in the folder: deleted, or moved out of it.'),
      },
      { ...occasion, event: 'deleted' },
    );
    writer.run(
      `UPDATE jobs SET (sha256, head_sha256, mime, kind, lane, report_id, thumbnail, warnings) =
         (SELECT sha256, head_sha256, mime, kind, lane, report_id, thumbnail, warnings FROM jobs WHERE id = ?) WHERE id = ?`,
      known.jobId,
      facts.jobId,
    );
    return facts.jobId;
  }
}
