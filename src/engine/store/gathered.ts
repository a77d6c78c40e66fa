import type { Database, Writer } from './database';

/** Files that wait to be packed together, by a rule's step. */
export interface Gathered {
  id: number;
  rule: string;
  step: string;
  jobId: number;
  fileId: number;
  size: number;
  at: number;
}

export interface GatheredGroup {
  rule: string;
  step: string;
  files: number;
  bytes: number;
  /** Of the first of them. */
  since: number;
}

export interface GatheredToGo extends Gathered {
  /** The archive's effect. */
  packedIn: number;
}

const TO_GO = `SELECT g.id, g.rule, g.step, g.job_id AS jobId, f.id AS fileId, g.size, g.at, g.packed_in AS packedIn
  FROM gathered g JOIN jobs j ON j.id = g.job_id JOIN files f ON f.id = j.file_id JOIN jobs latest ON latest.id = f.job_id
  WHERE g.packed_in IS NOT NULL AND latest.settled_at IS NOT NULL`;

/** Of a version that is read no more, or gone, nothing is packed. */
const CURRENT = `FROM gathered g JOIN jobs j ON j.id = g.job_id AND j.is_current = 1 JOIN files f ON f.id = j.file_id AND f.present = 1`;

export class GatheredFiles {
  constructor(private readonly database: Database) {}

  add(writer: Writer, { rule, step, jobId, size, at }: Omit<Gathered, 'id' | 'fileId'>): void {
    writer.run('INSERT OR IGNORE INTO gathered (rule, step, job_id, size, at) VALUES (?, ?, ?, ?, ?)', rule, step, jobId, size, at);
  }

  /** What waits, of jobs that have come to their end. */
  groups(): GatheredGroup[] {
    return this.database.all(
      `SELECT g.rule, g.step, count(*) AS files, sum(g.size) AS bytes, min(g.at) AS since ${CURRENT}
       WHERE g.packed_in IS NULL AND j.settled_at IS NOT NULL GROUP BY g.rule, g.step ORDER BY min(g.id)`,
    );
  }

  /** In the order in which they came. */
  waiting(rule: string, step: string, limit: number): Gathered[] {
    return this.database.all(
      `SELECT g.id, g.rule, g.step, g.job_id AS jobId, f.id AS fileId, g.size, g.at ${CURRENT}
       WHERE g.packed_in IS NULL AND j.settled_at IS NOT NULL AND g.rule = ? AND g.step = ? ORDER BY g.id LIMIT ?`,
      rule,
      step,
      limit,
    );
  }

  /** Packed, and their originals have still to go. One that is just being looked at again may turn out to be the same. */
  toPutAway(): GatheredToGo[] {
    return this.database.all(`${TO_GO} ORDER BY g.id`);
  }

  /** Whether one of them has still to go now. */
  isToBePutAway(id: number): boolean {
    return this.database.get(`${TO_GO} AND g.id = ?`, id) !== undefined;
  }

  setPacked(writer: Writer, ids: readonly number[], effectId: number): void {
    writer.run('UPDATE gathered SET packed_in = ? WHERE id IN (SELECT value FROM json_each(?))', effectId, JSON.stringify(ids));
  }

  remove(writer: Writer, ids: readonly number[]): void {
    writer.run('DELETE FROM gathered WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  }

  /** It waits no more for steps that begin so. @returns false where it was packed already, or never waited */
  release(writer: Writer, rule: string, step: string, jobId: number): boolean {
    return writer.run('DELETE FROM gathered WHERE rule = ? AND substr(step, 1, length(?)) = ? AND job_id = ? AND packed_in IS NULL', rule, step, step, jobId).changes > 0;
  }

  /** An archive of these was made since then, and is in force. */
  wasPackedSince(rule: string, step: string, instant: number): boolean {
    return this.database.get(`SELECT 1 FROM effects WHERE rule = ? AND step = ? AND action = 'pack' AND state = 'done' AND at >= ? LIMIT 1`, rule, step, instant) !== undefined;
  }

  get isEmpty(): boolean {
    return this.database.get('SELECT 1 FROM gathered LIMIT 1') === undefined;
  }

  /** The step has another wording by now. */
  rename(writer: Writer, rule: string, from: string, to: string): void {
    writer.run('UPDATE OR IGNORE gathered SET step = ? WHERE rule = ? AND step = ?', to, rule, from);
  }

  removeGroup(writer: Writer, rule: string, step: string): void {
    writer.run('DELETE FROM gathered WHERE rule = ? AND step = ? AND packed_in IS NULL', rule, step);
  }

  /** Of versions that are no more, and of files that are gone. One whose file has just changed may yet turn out to be the same. */
  removeStale(writer: Writer): void {
    writer.run(
      `DELETE FROM gathered WHERE packed_in IS NULL AND NOT EXISTS (
         SELECT 1 FROM jobs j JOIN files f ON f.id = j.file_id AND f.present = 1 LEFT JOIN jobs latest ON latest.id = f.job_id
         WHERE j.id = gathered.job_id AND (j.is_current = 1 OR latest.settled_at IS NULL))`,
    );
  }
}
