import type { Migration } from './migration';

/**
 * What files are compared by, and what was decided about them. What is known of likeness goes by content (`sha256`),
 * so that it survives moves and new copies: `pictures` has measures and signatures of pictures, `text_prints` those of
 * documents, `likenesses` the pairs of contents that were found alike (`a` < `b`), `compared` which readings were
 * compared with all others. A row of `duplicate_decisions` is what a person said of a set of members: contents, or, of
 * identical files, the files themselves. `duplicate_marks` is the plan for single files; `duplicate_runs` are the
 * turns in which plans were applied.
 *
 * An effect that belongs to a run says so; `data` has what its undoing needs (size, times, rights, the file kept
 * instead). The state 'undoing' is the intent of taking one back.
 *
 * `pictures_by_measure` holds all that lists of pictures are filtered by, so that 100,000 of them are looked through
 * without reading a signature.
 */
export const duplicates: Migration = {
  version: 2,
  sql: `
    CREATE TABLE pictures (
      report_id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      sharpness REAL,
      brightness REAL,
      contrast REAL,
      noise REAL,
      face_count INTEGER,
      signature BLOB
    ) STRICT;
    CREATE INDEX pictures_by_measure ON pictures (report_id, width, height, sharpness, brightness, contrast, noise, face_count);
    CREATE INDEX jobs_of_pictures ON jobs (report_id, id, state, folder_id, lane, size) WHERE is_current = 1 AND kind = 'image';
    CREATE INDEX pictures_by_content ON pictures (sha256);

    CREATE TABLE text_prints (
      report_id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL,
      print BLOB NOT NULL
    ) STRICT;
    CREATE INDEX text_prints_by_content ON text_prints (sha256);

    CREATE TABLE likenesses (
      a TEXT NOT NULL,
      b TEXT NOT NULL,
      tier TEXT NOT NULL,
      likeness REAL NOT NULL,
      PRIMARY KEY (a, b, tier)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX likenesses_by_b ON likenesses (b);

    CREATE TABLE compared (
      sha256 TEXT NOT NULL,
      kind TEXT NOT NULL,
      report_id INTEGER NOT NULL,
      PRIMARY KEY (sha256, kind)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE duplicate_decisions (
      id INTEGER PRIMARY KEY,
      tier TEXT NOT NULL,
      decision TEXT NOT NULL,
      members TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE duplicate_marks (
      tier TEXT NOT NULL,
      file_id INTEGER NOT NULL,
      action TEXT NOT NULL,
      is_keeper INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (tier, file_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE duplicate_runs (
      id INTEGER PRIMARY KEY,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      total INTEGER NOT NULL,
      data TEXT NOT NULL
    ) STRICT;

    ALTER TABLE effects ADD COLUMN run_id INTEGER;
    ALTER TABLE effects ADD COLUMN data TEXT;
    CREATE INDEX effects_by_run ON effects (run_id) WHERE run_id IS NOT NULL;
    CREATE INDEX effects_undoing ON effects (state) WHERE state = 'undoing';
  `,
};
