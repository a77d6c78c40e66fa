import type { Migration } from './migration';

/**
 * The first ledger. `files` says what lies where; `jobs` says what became of each version of a file, the newest being
 * current and the others history; `reports` and `texts` hold what was read, once per content and processor version.
 *
 * `departed_at` is set while a file that is gone may still turn up under another name; `former_path` says where a file
 * lay during a job of before its move. `effects` is the journal of everything done to the user's files: written as
 * 'intended' before, and as 'done' after.
 *
 * `bulk` of a report holds what is long in it, packed: tables and paragraphs. `options` of a report is how it was read where that was a choice: by OCR, in which languages. `recognised_pages` has what
 * OCR found on each page, packed, kept as soon as it is read: an end in between costs one page.
 *
 * `jobs_by_settled` holds all that the history is filtered by, so that counting 100,000 jobs reads no other page.
 *
 * Lists choose their rows in narrow indexes that hold all they filter and sort by (`jobs_list`, `files_by_name`,
 * `jobs_by_state`, `jobs_by_settled`), and only then read the wide ones: any page of 100,000 files comes within 50 ms. `jobs_list` has
 * no column that changes while a file is worked on, so that it costs nothing then.
 *
 * The accounting strip is counted from the rows themselves, so it can't drift from them; the index by folder and state
 * makes that a few milliseconds for 100,000 files.
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
      removed_at INTEGER,
      root_number TEXT
    ) STRICT;

    CREATE TABLE files (
      id INTEGER PRIMARY KEY,
      folder_id INTEGER NOT NULL REFERENCES folders (id),
      path TEXT NOT NULL,
      name TEXT NOT NULL,
      search_name TEXT NOT NULL,
      search_folder TEXT NOT NULL DEFAULT '',
      present INTEGER NOT NULL DEFAULT 1,
      departed_at INTEGER,
      size INTEGER NOT NULL,
      mtime_ms REAL NOT NULL,
      ctime_ms REAL NOT NULL,
      dev TEXT NOT NULL,
      ino TEXT NOT NULL,
      job_id INTEGER NOT NULL,
      UNIQUE (folder_id, path)
    ) STRICT;
    CREATE INDEX files_by_name ON files (name, id, job_id, folder_id, search_folder, search_name);
    CREATE INDEX files_by_number ON files (ino);
    CREATE INDEX files_departed ON files (departed_at) WHERE departed_at IS NOT NULL;

    CREATE TABLE jobs (
      id INTEGER PRIMARY KEY,
      file_id INTEGER NOT NULL REFERENCES files (id),
      folder_id INTEGER NOT NULL,
      is_current INTEGER NOT NULL DEFAULT 1,
      event TEXT NOT NULL,
      trigger TEXT NOT NULL,
      lane TEXT NOT NULL,
      former_path TEXT,
      state TEXT NOT NULL,
      marks TEXT NOT NULL,
      reason TEXT,
      cause TEXT,
      error TEXT,
      size INTEGER NOT NULL,
      mtime_ms REAL NOT NULL,
      ino TEXT NOT NULL,
      sha256 TEXT,
      head_sha256 TEXT,
      mime TEXT,
      kind TEXT,
      report_id INTEGER,
      thumbnail TEXT,
      warnings TEXT,
      attempts INTEGER NOT NULL DEFAULT 0,
      held INTEGER NOT NULL DEFAULT 0,
      is_first INTEGER NOT NULL DEFAULT 0,
      own_tries INTEGER NOT NULL DEFAULT 0,
      cleared_cause TEXT,
      ocr_wish TEXT,
      arrived_at INTEGER NOT NULL,
      due_at INTEGER,
      lease TEXT,
      settled_at INTEGER,
      duration_ms REAL
    ) STRICT;
    CREATE INDEX jobs_by_state ON jobs (state, id, folder_id, lane, kind, size) WHERE is_current = 1;
    CREATE INDEX jobs_by_folder ON jobs (folder_id, state, id) WHERE is_current = 1;
    CREATE INDEX jobs_list ON jobs (id, folder_id, size) WHERE is_current = 1;
    CREATE INDEX jobs_moved ON jobs (id) WHERE former_path IS NOT NULL;
    CREATE INDEX jobs_by_file ON jobs (file_id);
    CREATE INDEX jobs_by_content ON jobs (sha256) WHERE sha256 IS NOT NULL AND is_current = 1;
    CREATE INDEX jobs_by_report ON jobs (report_id) WHERE report_id IS NOT NULL;

    CREATE INDEX jobs_by_settled ON jobs (settled_at, id, folder_id, state, event, trigger, file_id) WHERE settled_at IS NOT NULL;
    CREATE INDEX jobs_wished ON jobs (id) WHERE ocr_wish IS NOT NULL;
    CREATE INDEX jobs_cleared ON jobs (settled_at) WHERE cleared_cause IS NOT NULL;

    CREATE TABLE effects (
      id INTEGER PRIMARY KEY,
      job_id INTEGER NOT NULL,
      file_id INTEGER NOT NULL,
      folder_id INTEGER NOT NULL,
      action TEXT NOT NULL,
      state TEXT NOT NULL,
      source TEXT NOT NULL,
      target TEXT NOT NULL,
      sha256 TEXT,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX effects_by_job ON effects (job_id);
    CREATE INDEX effects_by_file ON effects (file_id);
    CREATE INDEX effects_open ON effects (state) WHERE state = 'intended';

    CREATE TABLE timelines (
      job_id INTEGER PRIMARY KEY,
      entries TEXT NOT NULL
    ) STRICT;

    CREATE TABLE reports (
      id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL,
      processor TEXT NOT NULL,
      processor_version INTEGER NOT NULL,
      options TEXT NOT NULL,
      data TEXT NOT NULL,
      bulk BLOB,
      table_count INTEGER NOT NULL,
      warnings TEXT NOT NULL,
      thumbnail TEXT,
      text_length INTEGER NOT NULL,
      page_count INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      UNIQUE (sha256, processor, processor_version, options)
    ) STRICT;
    CREATE TABLE texts (
      report_id INTEGER PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT;
    CREATE VIRTUAL TABLE text_index USING fts5 (
      body, content = 'texts', content_rowid = 'report_id', tokenize = 'unicode61 remove_diacritics 2'
    );

    -- Merged while nothing arrives (Reports.mergeIndex): a burst is a fifth quicker without it.
    INSERT INTO text_index (text_index, rank) VALUES ('automerge', 0);
    INSERT INTO text_index (text_index, rank) VALUES ('crisismerge', 64);

    CREATE TABLE recognised_pages (
      sha256 TEXT NOT NULL,
      options TEXT NOT NULL,
      page INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (sha256, options, page)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE passwords (
      id TEXT PRIMARY KEY,
      sealed TEXT NOT NULL,
      added_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

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
