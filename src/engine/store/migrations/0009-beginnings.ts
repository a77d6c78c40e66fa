import type { Migration } from './migration';

/**
 * The search knows words by their first three letters, too: of a common beginning it would otherwise put the places of
 * some hundred words together for each key that is typed. How FTS5 was made can't be changed, so the index is made anew.
 */
export const beginnings: Migration = {
  version: 9,
  sql: `
    DROP TABLE text_words;
    DROP TABLE text_index;
    CREATE VIRTUAL TABLE text_index USING fts5 (
      body, content = 'texts', content_rowid = 'report_id', tokenize = 'unicode61 remove_diacritics 2', prefix = '3'
    );
    INSERT INTO text_index (text_index, rank) VALUES ('automerge', 0);
    INSERT INTO text_index (text_index, rank) VALUES ('crisismerge', 64);
    -- Not by 'rebuild', which would take the whole of long texts.
    INSERT INTO text_index (rowid, body) SELECT report_id, substr(body, 1, 2000000) FROM texts;
    CREATE VIRTUAL TABLE text_words USING fts5vocab (text_index, row);
  `,
};
