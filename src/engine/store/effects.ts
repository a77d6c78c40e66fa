import { join, sep } from 'node:path';
import type { Database, Writer } from './database';
import { MAY_BE_RETRIED } from './job-facts';

/**
 * `park` into errors/; `trash`, `vault`, `move` and `hardlink` are what becomes of duplicates; `transform` writes a
 * changed copy of a picture; `extract` writes what is in an archive, `pack` an archive.
 */
export type EffectAction = 'park' | 'trash' | 'vault' | 'move' | 'hardlink' | 'transform' | 'extract' | 'pack';

/**
 * Noted as intended before it is done and as done after; undoing has its intent, too. `expired` is what can't be taken
 * back any more, as the vault has let it go.
 */
export type EffectState = 'intended' | 'done' | 'undoing' | 'undone' | 'failed' | 'expired';

/** Something done to the user's files: noted as intended before, as done after, and how it can be taken back. */
export interface Effect {
  id: number;
  jobId: number;
  fileId: number;
  folderId: number;
  action: EffectAction;
  state: EffectState;
  /** Absolute; the watched folder in which it was done, '' for what belongs to no file of the ledger. */
  root: string;
  /** Absolute paths. */
  source: string;
  target: string;
  sha256: string | null;
  at: number;
  /** The file's number when its job began; null when the job is no more. */
  ino: string | null;
  /** The turn of applying a plan that it belongs to. */
  runId: number | null;
  /** What undoing needs, as JSON; each action has its own shape. */
  data: string | null;
}

/** How an effect begins. */
export type NewEffect = Omit<Effect, 'id' | 'state' | 'root' | 'ino' | 'runId' | 'data'> & Partial<Pick<Effect, 'runId' | 'data'>>;

const EFFECTS = `
  SELECT e.id, e.job_id AS jobId, e.file_id AS fileId, e.folder_id AS folderId, e.action, e.state, coalesce(d.path, '') AS root,
    e.source, e.target, e.sha256, e.at, e.run_id AS runId, e.data, j.ino
  FROM effects e LEFT JOIN folders d ON d.id = e.folder_id LEFT JOIN jobs j ON j.id = e.job_id`;

const IN_FORCE = `${EFFECTS} JOIN files f ON f.id = e.file_id AND f.job_id = e.job_id
  WHERE e.file_id = ? AND e.action = ? AND e.state = 'done'`;

const INSERT = 'INSERT INTO effects (job_id, file_id, folder_id, action, state, source, target, sha256, at, run_id, data)';

export class Effects {
  constructor(private readonly database: Database) {}

  /**
   * @returns null when the job is no longer the file's current one, or no longer asks for attention: it was retried,
   * or a newer version has taken its place
   */
  intend(writer: Writer, effect: NewEffect): number | null {
    return insert(writer, effect, `AND state = 'attention'`);
  }

  /**
   * For a file that is settled, whatever its state.
   *
   * @returns null when a newer version is being read or has taken its place
   */
  intendSettled(writer: Writer, effect: NewEffect): number | null {
    return insert(writer, effect, `AND settled_at IS NOT NULL`);
  }

  /** For what belongs to no single file of the ledger: its job, file and folder are 0. */
  intendAlone(writer: Writer, effect: Omit<NewEffect, 'jobId' | 'fileId' | 'folderId'>): number {
    const { action, source, target, sha256, at, runId, data } = effect;
    return writer.run(`${INSERT} VALUES (0, 0, 0, ?, 'intended', ?, ?, ?, ?, ?, ?)`, action, source, target, sha256, at, runId ?? null, data ?? null).lastId;
  }

  /** Where it goes, found out after it was intended. */
  setTarget(writer: Writer, id: number, target: string, data: string | null = null): void {
    writer.run('UPDATE effects SET target = ?, data = coalesce(?, data) WHERE id = ?', target, data, id);
  }

  setSha256(writer: Writer, id: number, sha256: string): void {
    writer.run('UPDATE effects SET sha256 = ? WHERE id = ?', sha256, id);
  }

  /** The job whose line in the history tells of it. */
  setJob(writer: Writer, id: number, jobId: number): void {
    writer.run('UPDATE effects SET job_id = ? WHERE id = ?', jobId, id);
  }

  /** Compare-and-set, as all state moves. */
  move(writer: Writer, id: number, from: EffectState, to: EffectState): boolean {
    return writer.run('UPDATE effects SET state = ? WHERE id = ? AND state = ?', to, id, from).changes === 1;
  }

  /** Whether anything but a copy was made since then. */
  anySince(instant: number): boolean {
    const last = this.database.get<{ at: number }>(`SELECT at FROM effects WHERE action NOT IN ('transform', 'extract', 'pack') AND state <> 'failed' ORDER BY id DESC LIMIT 1`);
    return last !== undefined && last.at >= instant;
  }

  byId(id: number): Effect | undefined {
    return this.database.get<Effect>(`${EFFECTS} WHERE e.id = ?`, id);
  }

  /** Those of a run that are in force, newest first. */
  ofRun(runId: number): Effect[] {
    return this.database.all<Effect>(`${EFFECTS} WHERE e.run_id = ? AND e.state = 'done' ORDER BY e.id DESC`, runId);
  }

  /** What a crash, or a drive that can't be reached, may have left half done: parkings, where no actions are named. */
  intended(actions: readonly EffectAction[] = ['park']): Effect[] {
    return this.inState('intended', actions);
  }

  /** What was about to be taken back. */
  undoing(actions: readonly EffectAction[]): Effect[] {
    return this.inState('undoing', actions);
  }

  private inState(state: 'intended' | 'undoing', actions: readonly EffectAction[]): Effect[] {
    // The state is written out, so that its small index is used.
    return this.database.all<Effect>(
      `${EFFECTS} WHERE e.state = '${state}' AND e.action IN (SELECT value FROM json_each(?)) ORDER BY e.id`,
      JSON.stringify(actions),
    );
  }

  /** In force since before then, with what they took lying in the folder; oldest first. */
  keptIn(folder: string, actions: readonly EffectAction[], before: number, limit: number): Effect[] {
    const start = join(folder, sep);
    return this.database.all<Effect>(
      `${EFFECTS} WHERE e.state = 'done' AND e.at < ? AND e.action IN (SELECT value FROM json_each(?))
         AND substr(e.target, 1, length(?)) = ? ORDER BY e.id LIMIT ?`,
      before,
      JSON.stringify(actions),
      start,
      start,
      limit,
    );
  }

  /** In force since before then; oldest first. */
  doneBefore(action: EffectAction, before: number, limit: number): Effect[] {
    return this.database.all<Effect>(`${EFFECTS} WHERE e.state = 'done' AND e.action = ? AND e.at < ? ORDER BY e.id LIMIT ${limit}`, action, before);
  }

  /** Whether it was done for the version of the file that is the current one. */
  isOfCurrentJob(id: number): boolean {
    return this.database.get('SELECT 1 FROM effects e JOIN files f ON f.job_id = e.job_id WHERE e.id = ?', id) !== undefined;
  }

  /** The one in force for a file's current job; what was done to older versions is history. */
  inForce(fileId: number, action: EffectAction): Effect | undefined {
    return this.database.get<Effect>(`${IN_FORCE} ORDER BY e.id DESC LIMIT 1`, fileId, action);
  }

  /** As {@link inForce}, where the job may be retried. */
  toTakeBack(fileId: number, action: EffectAction): Effect | undefined {
    return this.database.get<Effect>(
      `${IN_FORCE} AND j.id IN (SELECT id FROM jobs WHERE id = f.job_id AND is_current = 1 AND ${MAY_BE_RETRIED})
       ORDER BY e.id DESC LIMIT 1`,
      fileId,
      action,
    );
  }
}

function insert(writer: Writer, effect: NewEffect, only: string): number | null {
  const { changes, lastId } = writer.run(
    `${INSERT} SELECT id, ?, ?, ?, 'intended', ?, ?, ?, ?, ?, ? FROM jobs WHERE id = ? AND is_current = 1 ${only}`,
    effect.fileId,
    effect.folderId,
    effect.action,
    effect.source,
    effect.target,
    effect.sha256,
    effect.at,
    effect.runId ?? null,
    effect.data ?? null,
    effect.jobId,
  );
  return changes === 1 ? lastId : null;
}
