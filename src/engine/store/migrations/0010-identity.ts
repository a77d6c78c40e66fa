import type { Migration } from './migration';

/**
 * Two Filemills may work in one folder: what each of them prepares there bears the mark of its ledger, so that none takes the other's for
 * its own. What locks of killed runs may lie there is known until they are gone.
 */
export const identity: Migration = {
  version: 10,
  sql: `
    CREATE TABLE identity (mark TEXT NOT NULL) STRICT;
    INSERT INTO identity (mark) VALUES (lower(hex(randomblob(6))));
    CREATE TABLE left_holds (source TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  `,
};
