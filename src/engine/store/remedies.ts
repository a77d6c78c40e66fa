import type { Cause } from '../../shared/errors/error-table';
import type { Trigger } from '../../shared/model/file';
import type { Database, Writer } from './database';
import { CANCELLED_MARKS, FACTS, MAY_BE_RETRIED, toFacts, type FactsRow, type JobFacts } from './job-facts';
import { t } from '../../shared/words/words';

/** Where a parked job stands among the others: the longest parked comes first. */
export interface ParkedPlace {
  settledAt: number;
  jobId: number;
}

export const FIRST_PLACE: ParkedPlace = { settledAt: -Infinity, jobId: 0 };

const WAITING_AGAIN = `state = 'waiting', marks = 'rppppp', cause = NULL, error = NULL, due_at = NULL, settled_at = NULL`;

/** What a person, or the passing of a trouble, does to jobs that wait or have failed. */
export class Remedies {
  constructor(private readonly database: Database) {}

  idsByCause(cause: Cause): number[] {
    return this.database
      .all<{ id: number }>(`SELECT file_id AS id FROM jobs WHERE is_current = 1 AND state = 'attention' AND cause = ?`, cause)
      .map(({ id }) => id);
  }

  /** Parked, waiting and cancelled jobs become waiting, with all their attempts. */
  retry(writer: Writer, fileIds: number[], trigger: Trigger): JobFacts[] {
    return this.again(writer, fileIds, trigger, MAY_BE_RETRIED);
  }

  /** Likewise; jobs that are done too, while their file is there. */
  reread(writer: Writer, fileIds: number[], trigger: Trigger): JobFacts[] {
    return this.again(writer, fileIds, trigger, `(${MAY_BE_RETRIED} OR (state = 'done' AND event <> 'deleted'))`);
  }

  private again(writer: Writer, fileIds: number[], trigger: Trigger, mayBe: string): JobFacts[] {
    const jobs = this.database
      .all<FactsRow>(
        `${FACTS} WHERE j.is_current = 1 AND j.folder_id = f.folder_id AND j.file_id IN (SELECT value FROM json_each(?)) AND ${mayBe}`,
        JSON.stringify(fileIds),
      )
      .map(toFacts);
    return jobs.filter((job) => {
      job.attempts = 0;
      const { changes } = writer.run(
        `UPDATE jobs SET ${WAITING_AGAIN}, reason = 'Waiting to be read again', attempts = 0, own_tries = 0, held = 0,
           cleared_cause = NULL, trigger = ?
         WHERE id = ? AND is_current = 1 AND ${mayBe}`,
        trigger,
        job.jobId,
      );
      return changes === 1;
    });
  }

  /**
   * Parked files whose trouble lay around them, and which may be tried again without anybody asking, the longest parked
   * first. The pause after each try that nobody asked for is twice the one before.
   */
  parkedByEnvironment(
    causes: readonly Cause[],
    pauses: { firstMs: number; maxMs: number },
    after: ParkedPlace,
    now: number,
    limit: number,
  ): (JobFacts & ParkedPlace)[] {
    // A clock that was set back must not make them wait for years.
    return this.database
      .all<FactsRow & ParkedPlace>(
        `${FACTS.replace('j.attempts,', 'j.attempts, j.settled_at AS settledAt,')}
         WHERE j.is_current = 1 AND j.state = 'attention' AND f.present = 1
           AND j.cause IN (SELECT value FROM json_each(?)) AND (j.settled_at, j.id) > (?, ?)
           AND (? < j.settled_at OR ? - j.settled_at >= min(?, ? << min(j.own_tries, 20)))
         ORDER BY j.settled_at, j.id LIMIT ?`,
        JSON.stringify(causes),
        after.settledAt,
        after.jobId,
        now,
        now,
        pauses.maxMs,
        pauses.firstMs,
        limit,
      )
      .map(toFacts);
  }

  /**
   * Files parked for want of another part of an archive, each with every newcomer beside it. A file that was itself tried
   * again for this is none: it brings nothing new.
   */
  parkedBesideNewcomers(newcomers: readonly number[]): (JobFacts & ParkedPlace & { newcomer: string })[] {
    return this.database
      .all<FactsRow & ParkedPlace & { newcomer: string }>(
        `${FACTS.replace('j.attempts,', 'j.attempts, j.settled_at AS settledAt, nf.path AS newcomer,')}
         JOIN files nf ON nf.folder_id = f.folder_id AND nf.search_folder = f.search_folder AND nf.id <> f.id
         JOIN jobs n ON n.id = nf.job_id
         WHERE j.is_current = 1 AND j.state = 'attention' AND j.cause = 'damaged' AND f.present = 1
           AND json_extract(j.error, '$.code') = 'archive.partMissing'
           AND n.id IN (SELECT value FROM json_each(?)) AND n.cleared_cause IS NOT 'damaged'
         ORDER BY j.settled_at, j.id`,
        JSON.stringify(newcomers),
      )
      .map(toFacts);
  }

  /**
   * Another try that nobody asked for; remembers what it hopes to have cleared.
   *
   * @returns null when the job is no longer as it was found
   */
  retryByItself(writer: Writer, { jobId, settledAt }: ParkedPlace): JobFacts | null {
    const { changes } = writer.run(
      `UPDATE jobs SET ${WAITING_AGAIN}, reason = 'What stood in its way seems to be gone; it is tried again',
         own_tries = own_tries + 1, cleared_cause = cause
       WHERE id = ? AND state = 'attention' AND is_current = 1 AND settled_at = ?`,
      jobId,
      settledAt,
    );
    if (changes === 0) return null;
    return toFacts(this.database.get<FactsRow>(`${FACTS} WHERE j.id = ?`, jobId) as FactsRow);
  }

  /** Files that wait, by file. */
  waitingOf(fileIds: number[]): JobFacts[] {
    return this.database
      .all<FactsRow>(
        `${FACTS} WHERE j.is_current = 1 AND j.state = 'waiting' AND j.file_id IN (SELECT value FROM json_each(?))`,
        JSON.stringify(fileIds),
      )
      .map(toFacts);
  }

  /** A person sets waiting files aside, or takes them up again. */
  hold(writer: Writer, jobIds: number[], held: boolean): number {
    return writer.run(
      `UPDATE jobs SET held = ?, reason = ?
       WHERE id IN (SELECT value FROM json_each(?)) AND state = 'waiting' AND is_current = 1 AND held <> ?`,
      held ? 1 : 0,
      held ? t('Set aside by you') : t('Waiting'),
      JSON.stringify(jobIds),
      held ? 1 : 0,
    ).changes;
  }

  /** @returns the jobs that count as done now */
  accept(writer: Writer, fileIds: number[], now: number): number[] {
    const jobs = this.database.all<{ id: number }>(
      `SELECT id FROM jobs WHERE file_id IN (SELECT value FROM json_each(?)) AND is_current = 1
         AND state = 'attention' AND cause = 'lowConfidence'`,
      JSON.stringify(fileIds),
    );
    const ids = jobs.map(({ id }) => id);
    writer.run(
      `UPDATE jobs SET state = 'done', marks = 'dddddd', reason = 'You accepted the reading.', cause = NULL, error = NULL,
         settled_at = ? WHERE id IN (SELECT value FROM json_each(?))`,
      now,
      JSON.stringify(ids),
    );
    return ids;
  }

  putFirst(writer: Writer, jobIds: number[]): number {
    return writer.run(
      `UPDATE jobs SET is_first = 1, due_at = NULL
       WHERE id IN (SELECT value FROM json_each(?)) AND state = 'waiting' AND is_current = 1`,
      JSON.stringify(jobIds),
    ).changes;
  }

  /** A waiting job that a person has called off. */
  cancel(writer: Writer, jobId: number, now: number): boolean {
    return (
      writer.run(
        `UPDATE jobs SET state = 'ignored', marks = '${CANCELLED_MARKS}', reason = ?, cause = NULL, error = NULL,
           due_at = NULL, held = 0, settled_at = ? WHERE id = ? AND state = 'waiting' AND is_current = 1`,
        t('Cancelled by you.'),
        now,
        jobId,
      ).changes === 1
    );
  }
}
