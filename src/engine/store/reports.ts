import { reportSchema, type Report } from '../../shared/model/report';
import type { Database, Writer } from './database';
import { removePicture } from './pictures';
import { removeTextPrint } from './text-prints';
import { readBulk, splitReport, type ReportBulk } from './report-bulk';

export interface StoredReport {
  id: number;
  processor: string;
  processorVersion: number;
  /** How it was read, where that was a choice: see stages/process/ocr-plan. */
  options: string;
  warnings: string[];
  thumbnail: string | null;
  textLength: number;
  pageCount: number;
  tableCount: number;
}

/** Characters of one file that search knows, counted as SQLite counts them: a thousand pages. More would let one file slow down every search. */
const MAX_INDEXED = 2_000_000;

/** Indexed characters that one transaction takes out of the search: some hundredths of a second. */
const MAX_REMOVED = 1_000_000;

/** A few milliseconds. */
const MERGED_PAGES = 64;

interface ReportRow extends Omit<StoredReport, 'warnings'> {
  warnings: string;
}

const HEAD = `id, processor, processor_version AS processorVersion, options, warnings, thumbnail, text_length AS textLength,
  page_count AS pageCount, table_count AS tableCount`;

/** What was read, once per content and processor version: the same bytes are not read twice. */
export class Reports {
  constructor(private readonly database: Database) {}

  /** What the first of the given processors, in their present versions, read in these bytes before. */
  find(sha256: string, processors: readonly { id: string; version: number; options: string }[]): StoredReport | undefined {
    const rows = this.database.all<ReportRow>(`SELECT ${HEAD} FROM reports WHERE sha256 = ?`, sha256);
    if (rows.length === 0) return undefined;
    for (const { id, version, options } of processors) {
      const row = rows.find((one) => one.processor === id && one.processorVersion === version && one.options === options);
      if (row) return { ...row, warnings: JSON.parse(row.warnings) as string[] };
    }
    return undefined;
  }

  head(id: number): StoredReport | undefined {
    const row = this.database.get<ReportRow>(`SELECT ${HEAD} FROM reports WHERE id = ?`, id);
    return row && { ...row, warnings: JSON.parse(row.warnings) as string[] };
  }

  /** Without tables and paragraphs of documents and entries of archives: see `bulk`. */
  data(id: number): Report | undefined {
    const row = this.database.get<{ data: string }>('SELECT data FROM reports WHERE id = ?', id);
    return row && reportSchema.parse(JSON.parse(row.data));
  }

  /** What was read of a job, and in which way. */
  ofJob(jobId: number): { report: Report; way: string } | null {
    const row = this.database.get<{ id: number; way: string }>('SELECT r.id, r.options AS way FROM jobs j JOIN reports r ON r.id = j.report_id WHERE j.id = ?', jobId);
    const report = row && this.data(row.id);
    return row && report ? { report, way: row.way } : null;
  }

  /** The long parts of a report. */
  bulk(id: number): ReportBulk {
    return readBulk(this.database.get<{ bulk: Uint8Array | null }>('SELECT bulk FROM reports WHERE id = ?', id)?.bulk ?? null);
  }

  put(
    writer: Writer,
    report: {
      sha256: string;
      processor: string;
      processorVersion: number;
      options: string;
      data: Report;
      warnings: string[];
      thumbnail: string | null;
      text: string;
      pageCount: number;
    },
    now: number,
  ): StoredReport {
    const { lean, bulk, tableCount } = splitReport(report.data);
    const { changes, lastId } = writer.run(
      `INSERT INTO reports (sha256, processor, processor_version, options, data, bulk, table_count, warnings, thumbnail, text_length, page_count,
         created_at, confidence)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      report.sha256,
      report.processor,
      report.processorVersion,
      report.options,
      JSON.stringify(lean),
      bulk,
      tableCount,
      JSON.stringify(report.warnings),
      report.thumbnail,
      report.text.length,
      report.pageCount,
      now,
      'ocr' in report.data ? (report.data.ocr?.confidence ?? null) : null,
    );
    if (changes === 0) {
      const { sha256, processor: id, processorVersion: version, options } = report;
      return this.find(sha256, [{ id, version, options }]) as StoredReport;
    }
    if (report.text !== '') {
      const body = report.text.toWellFormed();
      writer.run('INSERT INTO texts VALUES (?, ?)', lastId, body);
      // Not by a trigger: a statement with a trigger opens a savepoint, and FTS5 writes out its pages at each one.
      writer.run(`INSERT INTO text_index (rowid, body) VALUES (?, substr(?, 1, ${MAX_INDEXED}))`, lastId, body);
    }
    return {
      id: lastId,
      processor: report.processor,
      processorVersion: report.processorVersion,
      options: report.options,
      warnings: report.warnings,
      thumbnail: report.thumbnail,
      textLength: report.text.length,
      pageCount: report.pageCount,
      tableCount,
    };
  }

  /**
   * Takes out what was read, its text and its words in the search, for those of the reports that no job and no member of an archive refers to.
   * Words of long texts take time: it stops after some, so that nobody waits.
   *
   * @returns how many of the reports, from the first on, have been dealt with
   */
  removeUnused(writer: Writer, ids: number[]): number {
    let characters = 0;
    let dealtWith = 0;
    for (const id of ids) {
      if (characters > MAX_REMOVED) return dealtWith;
      dealtWith += 1;
      if (this.database.get('SELECT 1 FROM jobs WHERE report_id = ?1 UNION ALL SELECT 1 FROM members WHERE report_id = ?1 LIMIT 1', id)) continue;
      const length = this.database.get<{ length: number }>('SELECT length(body) AS length FROM texts WHERE report_id = ?', id)?.length;
      if (length !== undefined) {
        // The index keeps no copy: it must be told exactly the words it was given.
        writer.run(`INSERT INTO text_index (text_index, rowid, body) SELECT 'delete', report_id, substr(body, 1, ${MAX_INDEXED}) FROM texts WHERE report_id = ?`, id);
        writer.run('DELETE FROM texts WHERE report_id = ?', id);
        characters += Math.min(length, MAX_INDEXED);
      }
      removePicture(writer, id);
      removeTextPrint(writer, id);
      writer.run('DELETE FROM reports WHERE id = ?', id);
    }
    return dealtWith;
  }

  /**
   * One small step towards an index of few parts, which makes searches quicker.
   *
   * @returns whether there was something to do
   */
  mergeIndex(): boolean {
    const before = this.database.changeCount;
    this.database.transaction((writer) =>
      writer.run(`INSERT INTO text_index (text_index, rank) VALUES ('merge', ${MERGED_PAGES})`),
    );
    // FTS5 counts one change for the command itself (sqlite.org/fts5.html, "The 'merge' Command").
    return this.database.changeCount - before >= 2;
  }

  /** `limit` characters of the text from `offset`; the store cuts, so that a long text never leaves it whole. */
  text(id: number, offset: number, limit: number): { text: string; total: number } {
    const row = this.database.get<{ text: string; total: number }>(
      'SELECT substr(body, ? + 1, ?) AS text, length(body) AS total FROM texts WHERE report_id = ?',
      offset,
      limit,
      id,
    );
    return row ?? { text: '', total: 0 };
  }
}
