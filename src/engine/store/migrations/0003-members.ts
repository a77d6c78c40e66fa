import type { Migration } from './migration';

/**
 * What is in archives. All of it goes by content: `members` has the entries of an archive with these bytes
 * (`archive_sha256`), wherever it lies; a nested archive is a member whose `sha256` is itself an `archive_sha256`. What was
 * read of a member is an ordinary report.
 *
 * A row of `looked_inside` says that an archive was looked into, and makes its members count: they are written before
 * it, in pieces. Its numbers are those of all that lies below it, nested archives included. `way` names how it was done
 * (limits, OCR, faces); it is empty when doing it again may find more. `depth` is how many levels were looked into at
 * most, or a large number where nothing lies deeper. `notes` has the first that failed or were left out, with reasons.
 *
 * `jobs_of_archives` answers whether an archive is known at all, in former versions too.
 */
export const members: Migration = {
  version: 3,
  sql: `
    CREATE TABLE members (
      id INTEGER PRIMARY KEY,
      archive_sha256 TEXT NOT NULL,
      ordinal INTEGER NOT NULL,
      path TEXT NOT NULL,
      search_path TEXT NOT NULL,
      state TEXT NOT NULL,
      reason TEXT,
      size INTEGER NOT NULL,
      modified_at REAL,
      sha256 TEXT,
      mime TEXT,
      kind TEXT,
      report_id INTEGER,
      thumbnail TEXT,
      UNIQUE (archive_sha256, ordinal)
    ) STRICT;
    CREATE INDEX members_by_content ON members (sha256) WHERE sha256 IS NOT NULL;
    CREATE INDEX members_by_report ON members (report_id) WHERE report_id IS NOT NULL;
    CREATE INDEX members_by_path ON members (search_path, archive_sha256, ordinal);

    CREATE TABLE looked_inside (
      archive_sha256 TEXT PRIMARY KEY,
      way TEXT NOT NULL,
      depth INTEGER NOT NULL,
      read INTEGER NOT NULL,
      failed INTEGER NOT NULL,
      skipped INTEGER NOT NULL,
      locked INTEGER NOT NULL,
      notes TEXT NOT NULL,
      sentence TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX jobs_of_archives ON jobs (sha256) WHERE kind = 'archive';
  `,
};
