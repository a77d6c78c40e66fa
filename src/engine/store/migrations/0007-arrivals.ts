import type { Migration } from './migration';

/** What came to a folder in a span of time, for expectations: found without reading all that ever came. */
export const arrivals: Migration = {
  version: 7,
  sql: `CREATE INDEX jobs_by_arrival ON jobs (folder_id, arrived_at);`,
};
