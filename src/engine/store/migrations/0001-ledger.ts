import type { Migration } from './migration';

/**
 * The first ledger. `files` says what lies where; `jobs` says what became of each version of a file, the newest being
 * current and the others history; `reports` and `texts` hold what was read, once per content and processor version.
 *
 * The accounting strip is kept by triggers in `tallies`, so that it holds inside every transaction and costs nothing
 * to read, however many files there are.
 */
export const ledger: Migration = {
  version: 1,
  sql: `
    CREATE TABLE folders (
      id INTEGER PRIMARY KEY,
      path TEXT NOT NULL UNIQUE,
      settings TEXT NOT NULL,
      configured INTEGER NOT NULL,
      ignore_existing INTEGER NOT NULL DEFAULT 0,
      added_at INTEGER NOT NULL,
      removed_at INTEGER
    ) STRICT;

    CREATE TABLE files (
      id INTEGER PRIMARY KEY,
      folder_id INTEGER NOT NULL REFERENCES folders (id),
      path TEXT NOT NULL,
      name TEXT NOT NULL,
      present INTEGER NOT NULL DEFAULT 1,
      size INTEGER NOT NULL,
      mtime_ms REAL NOT NULL,
      ctime_ms REAL NOT NULL,
      dev TEXT NOT NULL,
      ino TEXT NOT NULL,
      job_id INTEGER,
      UNIQUE (folder_id, path)
    ) STRICT;
    CREATE INDEX files_by_name ON files (name);

    CREATE TABLE jobs (
      id INTEGER PRIMARY KEY,
      file_id INTEGER NOT NULL REFERENCES files (id),
      folder_id INTEGER NOT NULL,
      is_current INTEGER NOT NULL DEFAULT 1,
      event TEXT NOT NULL,
      state TEXT NOT NULL,
      marks TEXT NOT NULL,
      reason TEXT,
      cause TEXT,
      error TEXT,
      size INTEGER NOT NULL,
      mtime_ms REAL NOT NULL,
      ino TEXT NOT NULL,
      sha256 TEXT,
      mime TEXT,
      kind TEXT,
      report_id INTEGER,
      thumbnail TEXT,
      warnings TEXT,
      attempts INTEGER NOT NULL DEFAULT 0,
      arrived_at INTEGER NOT NULL,
      due_at INTEGER,
      lease TEXT,
      settled_at INTEGER,
      duration_ms REAL
    ) STRICT;
    CREATE INDEX jobs_by_state ON jobs (state, id) WHERE is_current = 1;
    CREATE INDEX jobs_by_folder ON jobs (folder_id, state, id) WHERE is_current = 1;
    CREATE INDEX jobs_by_file ON jobs (file_id);
    CREATE INDEX jobs_by_content ON jobs (sha256) WHERE sha256 IS NOT NULL AND is_current = 1;
    CREATE INDEX jobs_by_report ON jobs (report_id) WHERE report_id IS NOT NULL AND is_current = 1;

    CREATE TABLE tallies (
      folder_id INTEGER NOT NULL,
      state TEXT NOT NULL,
      files INTEGER NOT NULL,
      PRIMARY KEY (folder_id, state)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER tally_insert AFTER INSERT ON jobs WHEN new.is_current = 1 BEGIN
      INSERT INTO tallies VALUES (new.folder_id, new.state, 1)
        ON CONFLICT DO UPDATE SET files = files + 1;
    END;
    CREATE TRIGGER tally_update AFTER UPDATE OF state, is_current ON jobs
    WHEN old.state <> new.state OR old.is_current <> new.is_current BEGIN
      UPDATE tallies SET files = files - 1
        WHERE old.is_current = 1 AND folder_id = old.folder_id AND state = old.state;
      INSERT INTO tallies SELECT new.folder_id, new.state, 1 WHERE new.is_current = 1
        ON CONFLICT DO UPDATE SET files = files + 1;
    END;
    CREATE TRIGGER tally_delete AFTER DELETE ON jobs WHEN old.is_current = 1 BEGIN
      UPDATE tallies SET files = files - 1 WHERE folder_id = old.folder_id AND state = old.state;
    END;

    CREATE TABLE timelines (
      job_id INTEGER PRIMARY KEY,
      entries TEXT NOT NULL
    ) STRICT;

    CREATE TABLE reports (
      id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL,
      processor TEXT NOT NULL,
      processor_version INTEGER NOT NULL,
      data TEXT NOT NULL,
      warnings TEXT NOT NULL,
      thumbnail TEXT,
      text_length INTEGER NOT NULL,
      page_count INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      UNIQUE (sha256, processor, processor_version)
    ) STRICT;
    CREATE TABLE texts (
      report_id INTEGER PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT;
    CREATE VIRTUAL TABLE text_index USING fts5 (
      body, content = 'texts', content_rowid = 'report_id', tokenize = 'unicode61 remove_diacritics 2'
    );
    CREATE TRIGGER text_insert AFTER INSERT ON texts BEGIN
      INSERT INTO text_index (rowid, body) VALUES (new.report_id, new.body);
    END;
    CREATE TRIGGER text_delete AFTER DELETE ON texts BEGIN
      INSERT INTO text_index (text_index, rowid, body) VALUES ('delete', old.report_id, old.body);
    END;
    CREATE VIRTUAL TABLE name_index USING fts5 (
      name, content = 'files', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
    );
    CREATE TRIGGER name_insert AFTER INSERT ON files BEGIN
      INSERT INTO name_index (rowid, name) VALUES (new.id, new.name);
    END;

    CREATE TABLE artifacts (
      key TEXT PRIMARY KEY,
      id TEXT NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      bytes INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE facts (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
