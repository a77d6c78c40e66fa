import type { FileState, Trigger } from '../../shared/model/file';
import { ruleSchema, type Rule } from '../../shared/model/rule';
import type { RuleOrder } from '../../shared/model/rule-order';
import type { Database, Writer } from './database';
import type { JobFacts } from './job-facts';
import type { Ledger } from './ledger';
import { t } from '../../shared/words/words';

export interface NewOrder {
  readonly at: number;
  readonly trigger: Trigger;
  /** Null for all watched folders. */
  readonly folderId: number | null;
  readonly rules: readonly Rule[];
  /** Also what they have done before with the same bytes. */
  readonly again: boolean;
}

/** An order whose files have not all been looked at. */
export interface OpenOrder extends NewOrder {
  readonly id: number;
  /** Id of the last file that was looked at. */
  readonly lookedTo: number;
}

/** What an order wants of one job. */
export interface Ordered {
  readonly orderId: number;
  /** The file's current job before. */
  readonly beforeId: number;
  /** When that version of the file came. */
  readonly arrivedAt: number;
  /** Of the bytes that were looked at; null where they were never read. */
  readonly sha256: string | null;
  /** Nothing was amiss with the file. */
  readonly wasDone: boolean;
  readonly again: boolean;
  readonly isCancelled: boolean;
}

/** The version of a file that an order takes up. */
export interface Taken {
  readonly fileId: number;
  readonly jobId: number;
  readonly folderId: number;
  readonly state: FileState;
  readonly sha256: string | null;
  readonly arrivedAt: number;
}

const waiting = (): { state: 'waiting'; marks: string; reason: string } => ({ state: 'waiting', marks: 'rppppp', reason: t('Waiting for its rules') });

/** Rules that people have had asked about files that are there. */
export class RuleOrders {
  private any: boolean;

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {
    this.any = database.get('SELECT 1 FROM rule_orders LIMIT 1') !== undefined;
  }

  begin(writer: Writer, { at, trigger, folderId, rules, again }: NewOrder): number {
    this.any = true;
    return writer.run('INSERT INTO rule_orders (at, "trigger", folder_id, rules, again) VALUES (?, ?, ?, ?, ?)', at, trigger, folderId, JSON.stringify(rules), again ? 1 : 0).lastId;
  }

  /**
   * A new job for the version that lies there; the one before becomes history.
   *
   * @returns null where it is not the file's settled and current one any more
   */
  take(writer: Writer, order: Pick<OpenOrder, 'id' | 'trigger'>, file: Taken, now: number): JobFacts | null {
    const known = this.ledger.byId(file.fileId);
    if (!known?.present || known.departedAt !== null || known.jobId !== file.jobId || known.folderId !== file.folderId || known.state !== file.state) return null;
    const facts = this.ledger.insertJob(writer, file.fileId, file.folderId, known, waiting(), { event: 'created', trigger: order.trigger, now });
    writer.run('INSERT INTO ordered VALUES (?, ?, ?, ?, ?, ?)', facts.jobId, order.id, file.jobId, file.arrivedAt, file.sha256, file.state === 'done' ? 1 : 0);
    return facts;
  }

  /** @param isLast no file is left to be looked at */
  looked(writer: Writer, id: number, lookedTo: number, isLast: boolean): void {
    writer.run('UPDATE rule_orders SET looked_to = ?, is_looking = ? WHERE id = ?', lookedTo, isLast ? 0 : 1, id);
  }

  /** The oldest whose files have not all been looked at. */
  next(): OpenOrder | null {
    if (!this.any) return null;
    const row = this.database.get<Omit<OpenOrder, 'rules' | 'again'> & { rules: string; again: number }>(
      `SELECT id, at, "trigger", folder_id AS folderId, rules, again, looked_to AS lookedTo FROM rule_orders WHERE is_looking = 1 ORDER BY id LIMIT 1`,
    );
    return row ? { ...row, rules: parseRules(row.rules), again: row.again === 1 } : null;
  }

  has(id: number): boolean {
    return this.database.get('SELECT 1 FROM rule_orders WHERE id = ?', id) !== undefined;
  }

  /** Neither called off nor through all files. */
  isOpen(id: number): boolean {
    return this.database.get('SELECT 1 FROM rule_orders WHERE id = ? AND is_looking = 1', id) !== undefined;
  }

  rulesOf(id: number): Rule[] {
    return parseRules(this.database.get<{ rules: string }>('SELECT rules FROM rule_orders WHERE id = ?', id)?.rules ?? '[]');
  }

  ofJob(jobId: number): Ordered | null {
    if (!this.any) return null;
    const row = this.database.get<Omit<Ordered, 'wasDone' | 'again' | 'isCancelled'> & { wasDone: number; again: number; isCancelled: number }>(
      `SELECT o.order_id AS orderId, o.before_id AS beforeId, o.arrived_at AS arrivedAt, o.sha256, o.was_done AS wasDone, r.again, r.cancelled_at IS NOT NULL AS isCancelled
       FROM ordered o JOIN rule_orders r ON r.id = o.order_id WHERE o.job_id = ?`,
      jobId,
    );
    return row ? { ...row, wasDone: row.wasDone === 1, again: row.again === 1, isCancelled: row.isCancelled === 1 } : null;
  }

  /** No further files are looked at, and none that waits is begun. */
  cancel(writer: Writer, id: number, now: number): boolean {
    return writer.run('UPDATE rule_orders SET is_looking = 0, cancelled_at = ? WHERE id = ? AND cancelled_at IS NULL', now, id).changes === 1;
  }

  /** Of an order, jobs that nobody has begun. */
  waitingOf(id: number): number[] {
    return this.database
      .all<{ id: number }>(`SELECT j.id FROM ordered o JOIN jobs j ON j.id = o.job_id WHERE o.order_id = ? AND j.state = 'waiting' AND j.is_current = 1`, id)
      .map((row) => row.id);
  }

  /**
   * A job that is not wanted any more: the one before counts again, where the file is as it was.
   *
   * @returns false where it stays: somebody has begun it, or it is about another version by now
   */
  withdraw(writer: Writer, jobId: number): boolean {
    const { changes } = writer.run(
      `DELETE FROM jobs WHERE id = ?1 AND state = 'waiting' AND is_current = 1 AND EXISTS (
         SELECT 1 FROM ordered o JOIN jobs b ON b.id = o.before_id
         WHERE o.job_id = ?1 AND b.file_id = jobs.file_id AND b.folder_id = jobs.folder_id AND b.size = jobs.size AND b.mtime_ms = jobs.mtime_ms AND b.ino = jobs.ino)
         AND NOT EXISTS (SELECT 1 FROM effects WHERE job_id = ?1)`,
      jobId,
    );
    if (changes === 0) return false;
    const before = this.database.get<{ id: number; fileId: number }>('SELECT j.id, j.file_id AS fileId FROM ordered o JOIN jobs j ON j.id = o.before_id WHERE o.job_id = ?', jobId);
    writer.run('DELETE FROM timelines WHERE job_id = ?', jobId);
    writer.run('DELETE FROM ordered WHERE job_id = ?', jobId);
    if (!before) return true;
    writer.run('UPDATE jobs SET is_current = 1 WHERE id = ?', before.id);
    writer.run('UPDATE files SET job_id = ? WHERE id = ?', before.id, before.fileId);
    return true;
  }

  /** How they stand, newest first. */
  list(limit: number): RuleOrder[] {
    if (!this.any) return [];
    const rows = this.database.all<{ id: number; at: number; trigger: Trigger; folderId: number | null; names: string; isLooking: number; cancelledAt: number | null }>(
      `SELECT id, at, "trigger", folder_id AS folderId, (SELECT json_group_array(value ->> 'name') FROM json_each(rules)) AS names, is_looking AS isLooking, cancelled_at AS cancelledAt
       FROM rule_orders ORDER BY id DESC LIMIT ?`,
      limit,
    );
    return rows.map(({ names, isLooking, ...row }) => ({ ...row, rules: JSON.parse(names) as string[], isLooking: isLooking === 1, ...this.countsOf(row.id) }));
  }

  private countsOf(id: number): Pick<RuleOrder, 'files' | 'open' | 'attention' | 'effects' | 'undone'> {
    const jobs = this.database.get<{ files: number; open: number | null; attention: number | null }>(
      `SELECT count(*) AS files, sum(j.is_current = 1 AND j.state IN ('waiting', 'inProgress')) AS open, sum(j.is_current = 1 AND j.state = 'attention') AS attention
       FROM ordered o JOIN jobs j ON j.id = o.job_id WHERE o.order_id = ?`,
      id,
    );
    const effects = this.database.get<{ effects: number | null; undone: number | null }>(
      `SELECT sum(e.state IN ('done', 'undoing', 'expired')) AS effects, sum(e.state = 'undone') AS undone
       FROM ordered o JOIN effects e ON e.job_id = o.job_id WHERE o.order_id = ? AND e.rule IS NOT NULL`,
      id,
    );
    return { files: jobs?.files ?? 0, open: jobs?.open ?? 0, attention: jobs?.attention ?? 0, effects: effects?.effects ?? 0, undone: effects?.undone ?? 0 };
  }
}

const parseRules = (text: string): Rule[] => ruleSchema.array().parse(JSON.parse(text));
