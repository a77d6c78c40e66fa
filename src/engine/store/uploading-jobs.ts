import type { Database } from './database';

export interface UploadingJobs {
  readonly ids: ReadonlySet<number>;
  /** Grows with each change. */
  readonly version: number;
}

const NONE: UploadingJobs = { ids: new Set(), version: 0 };
const known = new WeakMap<Database, UploadingJobs>();

/**
 * Jobs whose upload goes at this moment. In the ledger they wait, with nobody's lease, so that an end in between leaves nothing to be put
 * right; people are told that they are in progress. Known to this run alone.
 */
export const uploadingJobs = (database: Database): UploadingJobs => known.get(database) ?? NONE;

export function setUploadingJobs(database: Database, ids: Iterable<number>): void {
  known.set(database, { ids: new Set(ids), version: uploadingJobs(database).version + 1 });
}
