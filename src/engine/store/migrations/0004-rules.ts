import type { Migration } from './migration';

/**
 * What rules did. An effect of a rule says which, and by which of its steps: `step` names the action in its wording, so that
 * what was done for a job is not done again when the job is. `effects_by_target` answers whether a file was made by a rule.
 *
 * `rule_runs` keeps for each job which rules were asked and why they did or did not act, as JSON. `rules_due` are jobs that
 * were settled without a reading (deleted files), and whose rules have not been asked yet. `tags` belong to a file, not to
 * its bytes. `gathered` are files that wait to be packed together;
 * `packed_in` is the effect by which they were, where their originals have still to go. `notices` are messages of rules to people.
 *
 * Of effects that belong to no job (`effects_alone`) each is a line of the history of its own. `jobs_by_settled` has the lane,
 * too, so that what passed each lane today is counted without reading a job.
 *
 * A file that a rule has put outside of all watched folders belongs to a folder that stands for the root of its drive.
 */
export const rules: Migration = {
  version: 4,
  sql: `
    ALTER TABLE effects ADD COLUMN rule TEXT;
    ALTER TABLE effects ADD COLUMN step TEXT;
    CREATE INDEX effects_by_rule ON effects (rule, at) WHERE rule IS NOT NULL;
    CREATE INDEX effects_by_target ON effects (target) WHERE rule IS NOT NULL;
    CREATE INDEX effects_lately ON effects (at) WHERE rule IS NOT NULL AND state IN ('done', 'expired', 'failed');
    CREATE INDEX effects_by_action ON effects (action, job_id);
    CREATE INDEX effects_alone ON effects (at, id) WHERE job_id = 0;

    DROP INDEX jobs_by_settled;
    CREATE INDEX jobs_by_settled ON jobs (settled_at, id, folder_id, state, event, trigger, file_id, lane) WHERE settled_at IS NOT NULL;

    CREATE TABLE rule_runs (
      job_id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      outcomes TEXT NOT NULL
    ) STRICT;
    CREATE TABLE rule_hits (
      rule TEXT NOT NULL,
      job_id INTEGER NOT NULL,
      at INTEGER NOT NULL,
      failed INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (rule, job_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX rule_hits_by_time ON rule_hits (at, job_id, rule, failed);
    CREATE TABLE rules_due (
      job_id INTEGER PRIMARY KEY
    ) STRICT;

    CREATE TABLE tags (
      file_id INTEGER NOT NULL,
      tag TEXT NOT NULL,
      search_tag TEXT NOT NULL,
      PRIMARY KEY (file_id, search_tag)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tags_by_name ON tags (search_tag, file_id);

    CREATE TABLE gathered (
      id INTEGER PRIMARY KEY,
      rule TEXT NOT NULL,
      step TEXT NOT NULL,
      job_id INTEGER NOT NULL,
      size INTEGER NOT NULL,
      at INTEGER NOT NULL,
      packed_in INTEGER,
      UNIQUE (rule, step, job_id)
    ) STRICT;

    CREATE TABLE notices (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      level TEXT NOT NULL,
      title TEXT NOT NULL,
      message TEXT NOT NULL,
      rule TEXT,
      file_id INTEGER,
      read_at INTEGER
    ) STRICT;
  `,
};
