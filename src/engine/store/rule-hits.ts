import type { Database } from './database';

export interface RuleHits {
  /** Files that it has acted on, as far as the history goes. */
  hits: number;
  /** Those with which it failed. */
  failures: number;
  /** Milliseconds since 1970. */
  lastAt: number;
}

/** By the name of the rule; those that never acted are missing. */
export function ruleHits(database: Database): Map<string, RuleHits> {
  const rows = database.all<RuleHits & { rule: string }>(
    'SELECT rule, count(*) AS hits, sum(failed) AS failures, max(at) AS lastAt FROM rule_hits GROUP BY rule',
  );
  return new Map(rows.map(({ rule, ...hits }) => [rule, hits]));
}
