import type { Database, Writer } from './database';

/** What the contents of one kind are compared by. */
export interface Print {
  reportId: number;
  sha256: string;
  print: Uint8Array;
}

/** One that was there before. */
export interface KnownPrint extends Print {
  /** Whether this reading of the bytes was compared with all others, and whether any was. */
  isCompared: 0 | 1;
  wasCompared: 0 | 1;
}

/** What documents of the same text are found by (`base/text-print`): one row for each report whose text has words enough to tell. */
export function putTextPrint(writer: Writer, { reportId, sha256, print }: Print): void {
  writer.run(
    'INSERT INTO text_prints (report_id, sha256, print) VALUES (?, ?, ?) ON CONFLICT (report_id) DO UPDATE SET print = excluded.print',
    reportId,
    sha256,
    print,
  );
}

export function removeTextPrint(writer: Writer, reportId: number): void {
  writer.run('DELETE FROM text_prints WHERE report_id = ?', reportId);
}

/** The print that the newest report of these bytes has. */
export function textPrintOf(database: Database, sha256: string): Print | undefined {
  return database.get(
    'SELECT report_id AS reportId, sha256, print FROM text_prints WHERE sha256 = ? ORDER BY report_id DESC LIMIT 1',
    sha256,
  );
}

/** Prints in the order of their reports, the first after `reportId`. */
export function textPrintsAfter(database: Database, reportId: number, limit: number): KnownPrint[] {
  return database.all(
    `SELECT p.report_id AS reportId, p.sha256, p.print, c.report_id IS p.report_id AS isCompared, c.report_id IS NOT NULL AS wasCompared
     FROM text_prints p LEFT JOIN compared c ON c.sha256 = p.sha256 AND c.kind = 'text'
     WHERE p.report_id > ? ORDER BY p.report_id LIMIT ?`,
    reportId,
    limit,
  );
}
