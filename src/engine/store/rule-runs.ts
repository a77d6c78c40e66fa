import { ruleOutcomeSchema, type RuleOutcome, type RuleRun } from '../../shared/model/rule';
import type { Database, Writer } from './database';

/** Of one run, in characters; of longer ones the conditions are not kept, as there are too many. */
const MOST_CHARACTERS = 200_000;

/** Which rules were asked about a job, why they acted or did not, and what became of it; and with how many files each has acted. */
export class RuleRuns {
  constructor(private readonly database: Database) {}

  /** A later try takes the place of the one before. */
  put(writer: Writer, { jobId, at, outcomes }: RuleRun): void {
    writer.run('INSERT OR REPLACE INTO rule_runs VALUES (?, ?, ?)', jobId, at, asText(outcomes));
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
