import { parse, relative, sep } from 'node:path';
import { isInside } from '../../base/safe-path';
import { folderSettingsSchema } from '../../shared/model/folder';
import { sightingAt } from '../actions/file-version';
import type { Database, Writer } from './database';
import type { JobFacts, KnownFile, NewJob } from './job-facts';
import type { Ledger } from './ledger';
import type { Whereabouts } from './whereabouts';

/** A place as the ledger names it. */
export interface LedgerPlace {
  folderId: number;
  root: string;
  /** Inside the root, `/`-separated. */
  path: string;
}

/**
 * Originals that rules have put elsewhere: what was read of them stays theirs. Outside all watched folders a file belongs to a
 * folder that stands for the root of its drive and is never watched; its job stays with the folder in which it arrived, under
 * the path that it had there, so that what is counted does not change.
 */
export class RelocatedFiles {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly whereabouts: Whereabouts,
  ) {}

  /** @param folders that are watched */
  placeOf(writer: Writer, target: string, folders: readonly { id: number; path: string }[]): LedgerPlace {
    const watched = folders.find(({ path }) => isInside(path, target));
    const root = watched?.path ?? parse(target).root;
    const path = relative(root, target).split(sep).join('/');
    return { folderId: watched?.id ?? this.driveRoot(writer, root), root, path };
  }

  /**
   * The file lies at the place now. In another watched folder its next job begins.
   *
   * @param judge how it begins there
   * @returns that job and how it begins; null for none
   */
  relocated(writer: Writer, fileId: number, from: { folderId: number; jobId: number; path: string }, to: LedgerPlace, isWatched: boolean, judge: (folderId: number, file: { path: string; size: number }) => NewJob): { facts: JobFacts; job: NewJob } | null {
    const known = this.ledger.byId(fileId);
    if (!known) return null;
    const sighting = sightingAt(to.root, to.path);
    this.whereabouts.moveFile(writer, known, to.folderId, sighting);
    const isSameFolder = to.folderId === from.folderId;
    writer.run(
      'UPDATE jobs SET former_path = ?, size = ?, mtime_ms = ?, ino = ? WHERE id = ?',
      isSameFolder ? null : from.path,
      sighting.size,
      sighting.mtimeMs,
      sighting.ino,
      from.jobId,
    );
    if (isSameFolder || !isWatched) return null;
    const job = judge(to.folderId, sighting);
    return { job, facts: this.ledger.insertJob(writer, fileId, to.folderId, sighting, job, { event: 'created', trigger: 'live', now: Date.now() }) };
  }

  /**
   * The file lies where it arrived again: the job of then counts again, and what it became elsewhere is history.
   *
   * @param remark a sentence for the history of what it became elsewhere
   * @returns a job that need not be waited for any more; null for none
   */
  returned(writer: Writer, known: KnownFile, to: LedgerPlace, formerJobId: number, remark: string): number | null {
    const sighting = sightingAt(to.root, to.path);
    this.whereabouts.moveFile(writer, known, to.folderId, sighting);
    const former = this.database.get<{ isWatched: number }>(
      `SELECT d.removed_at IS NULL AS isWatched FROM jobs j JOIN folders d ON d.id = j.folder_id WHERE j.id = ? AND j.file_id = ?`,
      formerJobId,
      known.fileId,
    );
    const isElsewhere = former !== undefined && known.jobId !== formerJobId && known.folderId !== to.folderId;
    const jobId = isElsewhere ? formerJobId : known.jobId;
    if (isElsewhere) {
      writer.run(
        `UPDATE jobs SET is_current = 0, reason = CASE WHEN reason IS NULL THEN ? ELSE reason || ' ' || ? END,
           state = CASE state WHEN 'waiting' THEN 'ignored' ELSE state END, settled_at = coalesce(settled_at, ?), due_at = NULL WHERE id = ?`,
        remark,
        remark,
        Date.now(),
        known.jobId,
      );
      writer.run('UPDATE files SET job_id = ? WHERE id = ?', formerJobId, known.fileId);
      writer.run('UPDATE jobs SET is_current = ? WHERE id = ?', former.isWatched, formerJobId);
    }
    writer.run('UPDATE jobs SET former_path = NULL, size = ?, mtime_ms = ?, ino = ? WHERE id = ?', sighting.size, sighting.mtimeMs, sighting.ino, jobId);
    return isElsewhere && known.state === 'waiting' ? known.jobId : null;
  }

  /** Never watched, never shown: it only says where paths begin. */
  private driveRoot(writer: Writer, root: string): number {
    const known = this.database.get<{ id: number }>('SELECT id FROM folders WHERE path = ?', root);
    if (known) return known.id;
    const settings = folderSettingsSchema.parse({ name: root });
    return writer.run('INSERT INTO folders (path, settings, configured, added_at, removed_at) VALUES (?, ?, 0, ?, ?)', root, JSON.stringify(settings), Date.now(), Date.now()).lastId;
  }
}
