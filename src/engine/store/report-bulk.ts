import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { archiveEntrySchema } from '../../shared/model/archive';
import { pdfTableSchema, wordParagraphSchema, wordTableSchema, type Report } from '../../shared/model/report';

/** The long parts of a report, which windows ask for piece by piece. */
export const reportBulkSchema = z.object({
  tables: z.array(z.union([pdfTableSchema, wordTableSchema])).default([]),
  paragraphs: z.array(wordParagraphSchema).default([]),
  /** Of an archive. */
  entries: z.array(archiveEntrySchema).default([]),
});
export type ReportBulk = z.infer<typeof reportBulkSchema>;

/** A report without its long parts, and these; `bulk` is null where there are none. */
export function splitReport(report: Report): { lean: Report; bulk: Buffer | null; tableCount: number } {
  if (report.kind === 'archive') {
    const { entries, ...lean } = report;
    return { lean, bulk: pack({ entries }), tableCount: 0 };
  }
  if (report.kind !== 'document') return { lean: report, bulk: null, tableCount: 0 };
  const { tables } = report;
  const paragraphs = report.format === 'word' ? report.paragraphs : [];
  const lean = report.format === 'word' ? { ...report, tables: [], paragraphs: [] } : { ...report, tables: [] };
  return { lean, bulk: pack({ tables, paragraphs }), tableCount: tables.length };
}

function pack(parts: { [Part in keyof ReportBulk]?: ReportBulk[Part] | undefined }): Buffer | null {
  const isEmpty = Object.values(parts).every((part) => part === undefined || part.length === 0);
  return isEmpty ? null : deflateRawSync(JSON.stringify(parts), { level: 4 });
}

export function readBulk(bulk: Uint8Array | null): ReportBulk {
  return reportBulkSchema.parse(bulk === null ? {} : JSON.parse(inflateRawSync(bulk).toString('utf8')));
}
