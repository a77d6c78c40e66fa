import { join, sep } from 'node:path';
import type { Database, Writer } from './database';
import { MAY_BE_RETRIED } from './job-facts';

/**
 * `park` into errors/; `trash`, `vault`, `move` and `hardlink` are what becomes of duplicates; `transform` writes a
 * changed copy of a picture; `extract` writes what is in an archive, `pack` an archive. Of rules: `copy` writes one (backup,
 * version, copy), `link` a further name, `searchable` a PDF; `relocate` moves the original, `discard` takes it away, `displace`
 * gives a file that was in the way another name; `handOff` puts a copy with a sidecar. Of hand-offs, by no rule: `pair` moves one by hand, `sweep` archives an old file. Of rules again: `upload` puts it into a bucket; `tag` names it, `gather` has it wait to be packed. What is said and sent can't be taken back: `log`, `message`,
 * `request`, `program`.
 */
export type EffectAction =
  | 'park' | 'trash' | 'vault' | 'move' | 'hardlink' | 'transform' | 'extract' | 'pack'
  | 'copy' | 'link' | 'searchable' | 'relocate' | 'discard' | 'displace' | 'tag' | 'gather' | 'log' | 'message' | 'request' | 'program' | 'upload' | 'handOff' | 'pair' | 'sweep';

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
  /** The rule that did it, and which of its actions in which wording; null for what people did. */
  rule: string | null;
  step: string | null;
}

/** A rule that made a file, and what it was made from. */
export interface Maker {
  id: number;
  /** Null where a file only made way for another one: it is as it was under its former name. */
  rule: string | null;
  path: string;
  sha256: string | null;
}

type Given = 'runId' | 'data' | 'rule' | 'step';

/** How an effect begins. */
export type NewEffect = Omit<Effect, 'id' | 'state' | 'root' | 'ino' | Given> & Partial<Pick<Effect, Given>> & { /** `done` for what is done together with its note; intended, where it is left out. */ state?: 'done' };

/** Of a file, of one of its runs, of an order, or of a rule. */
export type EffectScope = { fileId: number } | { jobId: number } | { orderId: number } | { rule: string; since?: number | undefined };

const EFFECTS = `
  SELECT e.id, e.job_id AS jobId, e.file_id AS fileId, e.folder_id AS folderId, e.action, e.state, coalesce(d.path, '') AS root,
    e.source, e.target, e.sha256, e.at, e.run_id AS runId, e.data, e.rule, e.step, j.ino
  FROM effects e LEFT JOIN folders d ON d.id = e.folder_id LEFT JOIN jobs j ON j.id = e.job_id`;

const IN_FORCE = `${EFFECTS} JOIN files f ON f.id = e.file_id AND f.job_id = e.job_id
  WHERE e.file_id = ? AND e.action = ? AND e.state = 'done'`;

const INSERT = 'INSERT INTO effects (job_id, file_id, folder_id, action, state, source, target, sha256, at, run_id, data, rule, step)';

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

  /**
   * By a rule, for a file whose job this run has under way.
   *
   * @returns null when the job is no longer this run's, or a newer version has taken its place
   */
  intendLeased(writer: Writer, effect: NewEffect, lease: string): number | null {
    return insert(writer, effect, 'AND lease = ?', lease);
  }

  /** For what belongs to no single file of the ledger: its job, file and folder are 0. */
  intendAlone(writer: Writer, effect: Omit<NewEffect, 'jobId' | 'fileId' | 'folderId'>): number {
    const { action, source, target, sha256, at, runId, data, rule, step } = effect;
    const values = [action, source, target, sha256, at, runId ?? null, data ?? null, rule ?? null, step ?? null];
    return writer.run(`${INSERT} VALUES (0, 0, 0, ?, 'intended', ?, ?, ?, ?, ?, ?, ?, ?)`, ...values).lastId;
  }

  /** Where it goes, found out after it was intended. */
  setTarget(writer: Writer, id: number, target: string, data: string | null = null): void {
    writer.run('UPDATE effects SET target = ?, data = coalesce(?, data) WHERE id = ?', target, data, id);
  }

  /** Done, with what is only known by then; what is null stays as it was. */
  finish(writer: Writer, id: number, { target, data, sha256 }: { target: string | null; data: string | null; sha256: string | null }): void {
    writer.run(
      `UPDATE effects SET state = 'done', target = coalesce(?, target), data = coalesce(?, data), sha256 = coalesce(?, sha256) WHERE id = ? AND state = 'intended'`,
      target,
      data,
      sha256,
      id,
    );
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

  /**
   * Actions of rules that were done for a job, by `<step> <rule>`: they are not done again. What was put aside on the way does
   * not count, nor where the original went, which ends its job.
   *
   * @param sha256 of the file: copies of an older version do not count, either; null where it is not known
   */
  doneSteps(jobId: number, sha256: string | null): Map<string, { id: number; target: string }> {
    // None, mostly: that is told several times faster.
    if (!this.hasAny(jobId)) return new Map();
    const rows = this.database.all<{ id: number; rule: string; step: string; target: string }>(
      `SELECT id, rule, step, target FROM effects
       WHERE job_id = ?1 AND state = 'done' AND rule IS NOT NULL AND step IS NOT NULL AND action NOT IN ('displace', 'relocate', 'discard')
         AND (action NOT IN ('copy', 'link', 'upload') OR sha256 IS NULL OR ?2 IS NULL OR sha256 = ?2)`,
      jobId,
      sha256,
    );
    return new Map(rows.map(({ rule, step, ...effect }) => [`${step} ${rule}`, effect]));
  }

  /** As {@link doneSteps}, but for all that was ever done with these bytes of a file. */
  doneStepsOfFile(fileId: number, sha256: string | null): Map<string, { id: number; target: string }> {
    const rows = this.database.all<{ id: number; rule: string; step: string; target: string }>(
      `SELECT e.id, e.rule, e.step, e.target FROM effects e JOIN jobs j ON j.id = e.job_id
       WHERE e.file_id = ?1 AND e.state = 'done' AND e.rule IS NOT NULL AND e.step IS NOT NULL AND e.action NOT IN ('displace', 'relocate', 'discard')
         AND j.sha256 = ?2 AND (e.action NOT IN ('copy', 'link', 'upload') OR e.sha256 IS NULL OR e.sha256 = ?2)`,
      fileId,
      sha256,
    );
    return new Map(rows.map(({ rule, step, ...effect }) => [`${step} ${rule}`, effect]));
  }

  /** Whether anything was done, or begun, for a job. */
  hasAny(jobId: number): boolean {
    return this.database.get('SELECT 1 FROM effects WHERE job_id = ? LIMIT 1', jobId) !== undefined;
  }

  hasOfRule(rule: string): boolean {
    return this.database.get('SELECT 1 FROM effects WHERE rule = ? LIMIT 1', rule) !== undefined;
  }

  /** Whether a rule has moved a job's original, or taken it away. */
  hasMovedOriginal(jobId: number): boolean {
    return this.database.get(`SELECT 1 FROM effects WHERE job_id = ? AND state = 'done' AND rule IS NOT NULL AND action IN ('relocate', 'discard')`, jobId) !== undefined;
  }

  /**
   * What rules did that put something at a path, or unpacked into a folder on the way to it; with the file that it was done to.
   *
   * @param sha256 of what lies there; null where it is not known: then the path alone counts
   */
  makersOf(path: string, sha256: string | null, foldersAbove: string[], limit: number): Maker[] {
    // As one list, so that the index answers.
    const paths = JSON.stringify([path, ...foldersAbove]);
    // Nothing of the kind, mostly: that is told several times faster.
    if (!this.database.get('SELECT 1 FROM effects WHERE rule IS NOT NULL AND target IN (SELECT value FROM json_each(?)) LIMIT 1', paths)) return [];
    return this.database.all<Maker>(
      `SELECT e.id, CASE e.action WHEN 'displace' THEN NULL ELSE e.rule END AS rule, e.source AS path,
         CASE e.action WHEN 'displace' THEN ?2 ELSE j.sha256 END AS sha256
       FROM effects e LEFT JOIN jobs j ON j.id = e.job_id
       WHERE e.rule IS NOT NULL AND e.target IN (SELECT value FROM json_each(?3)) AND e.state IN ('done', 'intended')
         AND (e.action = 'extract' OR (e.target = ?1 AND (e.sha256 IS NULL OR ?2 IS NULL OR e.sha256 = ?2)))
       ORDER BY e.id DESC LIMIT ?4`,
      path,
      sha256,
      paths,
      limit,
    );
  }

  /** Number of the newest one; 0 for none. */
  lastId(): number {
    return this.database.get<{ id: number | null }>('SELECT max(id) AS id FROM effects')?.id ?? 0;
  }

  /** Whether one up to a number has not come to its end yet; uploads have a queue of their own. */
  isAnyIntended(upTo: number): boolean {
    return this.database.get(`SELECT 1 FROM effects WHERE state = 'intended' AND rule IS NOT NULL AND action <> 'upload' AND id <= ?`, upTo) !== undefined;
  }

  byId(id: number): Effect | undefined {
    return this.database.get<Effect>(`${EFFECTS} WHERE e.id = ?`, id);
  }

  /** Those of a run that are in force, newest first. */
  ofRun(runId: number): Effect[] {
    return this.database.all<Effect>(`${EFFECTS} WHERE e.run_id = ? AND e.state = 'done' ORDER BY e.id DESC`, runId);
  }

  /** Those that are in force, newest first. */
  inScope(scope: EffectScope, states: readonly EffectState[] = ['done']): Effect[] {
    const [where, values] =
      'fileId' in scope
        ? ['e.file_id = ?', [scope.fileId]]
        : 'jobId' in scope
          ? ['e.job_id = ?', [scope.jobId]]
          : 'orderId' in scope
            ? ['e.job_id IN (SELECT job_id FROM ordered WHERE order_id = ?) AND e.rule IS NOT NULL', [scope.orderId]]
            : ['e.rule = ? AND e.at >= ?', [scope.rule, scope.since ?? 0]];
    return this.database.all<Effect>(`${EFFECTS} WHERE ${where} AND e.state IN (SELECT value FROM json_each(?)) ORDER BY e.id DESC`, ...values, JSON.stringify(states));
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

function insert(writer: Writer, effect: NewEffect, only: string, ...values: string[]): number | null {
  const { changes, lastId } = writer.run(
    `${INSERT} SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM jobs WHERE id = ? AND is_current = 1 ${only}`,
    effect.fileId,
    effect.folderId,
    effect.action,
    effect.state ?? 'intended',
    effect.source,
    effect.target,
    effect.sha256,
    effect.at,
    effect.runId ?? null,
    effect.data ?? null,
    effect.rule ?? null,
    effect.step ?? null,
    effect.jobId,
    ...values,
  );
  return changes === 1 ? lastId : null;
}
