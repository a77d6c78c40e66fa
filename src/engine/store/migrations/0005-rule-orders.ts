import type { Migration } from './migration';

/**
 * What people have rules do with files that are there. `rule_orders` keeps the rules as they were when somebody said so, and how far
 * the files have been looked through (`looked_to` is the last file's id; `is_looking` ends with the last one). `ordered` are the jobs
 * that came of it: `before_id` is the job that was the file's current one, which counts again where the order is called off, and
 * `was_done` says that nothing was amiss with it.
 *
 * `made_folders` are folders that were made for what rules put there: undo takes them away once they are empty.
 */
export const ruleOrders: Migration = {
  version: 5,
  sql: `
    CREATE TABLE rule_orders (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      "trigger" TEXT NOT NULL,
      folder_id INTEGER,
      rules TEXT NOT NULL,
      again INTEGER NOT NULL DEFAULT 0,
      looked_to INTEGER NOT NULL DEFAULT 0,
      is_looking INTEGER NOT NULL DEFAULT 1,
      cancelled_at INTEGER
    ) STRICT;
    CREATE TABLE ordered (
      job_id INTEGER PRIMARY KEY,
      order_id INTEGER NOT NULL,
      before_id INTEGER NOT NULL,
      arrived_at INTEGER NOT NULL,
      sha256 TEXT,
      was_done INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE made_folders (path TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE INDEX ordered_by_order ON ordered (order_id, job_id);
  `,
};
