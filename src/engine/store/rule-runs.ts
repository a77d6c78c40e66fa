import { ruleOutcomeSchema, type RuleOutcome, type RuleRun } from '../../shared/model/rule';
import type { Database, Writer } from './database';

/** Of one run, in characters; of longer ones the conditions are not kept, as there are too many. */
const MOST_CHARACTERS = 200_000;

/** Which rules were asked about a job, why they acted or did not, and what became of it; and with how many files each has acted. */
export class RuleRuns {
  constructor(private readonly database: Database) {}

  /**
   * A later try takes the place of the one before; when its job came to an end first stays as it was.
   *
   * @param hasEnded the job has come to an end with it, and is not tried again by itself
   */
  put(writer: Writer, { jobId, at, outcomes }: RuleRun, hasEnded = true): void {
    writer.run(
      `INSERT INTO rule_runs VALUES (?, ?, ?)
       ON CONFLICT (job_id) DO UPDATE SET at = CASE at WHEN 0 THEN excluded.at ELSE at END, outcomes = excluded.outcomes`,
      jobId,
      hasEnded ? at : 0,
      asText(outcomes),
    );
    for (const { rule, isMet, steps } of outcomes) {
      if (!isMet) continue;
      const hasFailed = steps.some(({ state }) => state === 'failed');
      writer.run('INSERT OR REPLACE INTO rule_hits (rule, job_id, at, failed) VALUES (?, ?, ?, ?)', rule, jobId, at, hasFailed ? 1 : 0);
    }
  }

  ofJob(jobId: number): RuleRun | null {
    const row = this.database.get<{ at: number; outcomes: string }>('SELECT at, outcomes FROM rule_runs WHERE job_id = ?', jobId);
    return row ? { jobId, at: row.at, outcomes: ruleOutcomeSchema.array().parse(JSON.parse(row.outcomes)) } : null;
  }

  /** When the job came to an end first after its rules were asked; null where it has not. */
  endedAt(jobId: number): number | null {
    return this.database.get<{ at: number }>('SELECT at FROM rule_runs WHERE job_id = ? AND at > 0', jobId)?.at ?? null;
  }

  /** Of the file's current version. */
  ofFile(fileId: number): RuleRun | null {
    const row = this.database.get<{ jobId: number }>('SELECT job_id AS jobId FROM files WHERE id = ?', fileId);
    return row ? this.ofJob(row.jobId) : null;
  }
}

function asText(outcomes: RuleOutcome[]): string {
  const whole = JSON.stringify(outcomes);
  if (whole.length <= MOST_CHARACTERS) return whole;
  return JSON.stringify(outcomes.filter(({ isMet, reason }) => isMet || reason !== null).map((outcome) => ({ ...outcome, trace: null })));
}
