import type { Migration } from './migration';

/**
 * What `conf:` and `has:` of a search ask for, so that no report has to be opened for it; `confidence` is that of OCR,
 * 0–100, null without. `text_words` shows the words of the index (`similar-words`); it stores nothing.
 */
export const foundBy: Migration = {
  version: 8,
  sql: `
    ALTER TABLE reports ADD COLUMN confidence REAL;
    UPDATE reports SET confidence = data ->> '$.ocr.confidence' WHERE instr(data, '"ocr":') > 0;
    CREATE INDEX reports_by_confidence ON reports (confidence, id) WHERE confidence IS NOT NULL;
    CREATE INDEX reports_with_tables ON reports (id) WHERE table_count > 0;
    CREATE VIRTUAL TABLE text_words USING fts5vocab (text_index, row);
  `,
};
