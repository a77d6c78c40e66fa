import type { Migration } from './migration';

/**
 * Files on their way to S3. A row of `uploads` is one file, version and step of a rule; its job waits until the row has come to
 * an end (`done`, `failed`, `cancelled`), and then its rules are asked again. `stale` rows wait for their job to say what the
 * file is by now. A `failed` one has its error until the job was told of it (`told`). `begun_at` is noted before the first byte
 * goes: what is found there afterwards may be Filemill's own.
 *
 * `upload_states` and `upload_parts` are what a large upload needs to go on after a crash, by server, bucket and key.
 * `destination_keys` are typed in, sealed by the key store of the system.
 */
export const uploads: Migration = {
  version: 6,
  sql: `
    CREATE TABLE uploads (
      id INTEGER PRIMARY KEY,
      job_id INTEGER NOT NULL,
      file_id INTEGER NOT NULL,
      rule TEXT NOT NULL,
      step TEXT NOT NULL,
      effect_id INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      size INTEGER NOT NULL,
      destination TEXT NOT NULL,
      key TEXT NOT NULL,
      content_type TEXT NOT NULL,
      metadata TEXT NOT NULL,
      state TEXT NOT NULL,
      held INTEGER NOT NULL DEFAULT 0,
      told INTEGER NOT NULL DEFAULT 0,
      attempts INTEGER NOT NULL DEFAULT 0,
      error TEXT,
      outcome TEXT,
      added_at INTEGER NOT NULL,
      begun_at INTEGER,
      ended_at INTEGER,
      UNIQUE (job_id, rule, step)
    ) STRICT;
    CREATE INDEX uploads_open ON uploads (state, destination, id) WHERE ended_at IS NULL;
    CREATE INDEX uploads_ended ON uploads (ended_at, id) WHERE ended_at IS NOT NULL;
    CREATE INDEX uploads_by_file ON uploads (file_id);

    CREATE TABLE upload_states (
      id TEXT PRIMARY KEY,
      head TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE upload_parts (
      id TEXT NOT NULL,
      number INTEGER NOT NULL,
      etag TEXT NOT NULL,
      PRIMARY KEY (id, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE destination_keys (
      name TEXT PRIMARY KEY,
      sealed TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
