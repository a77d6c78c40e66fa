import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { pdfTableSchema, wordParagraphSchema, wordTableSchema, type Report } from '../../shared/model/report';

/** The long parts of a document's report, which windows ask for piece by piece. */
export const reportBulkSchema = z.object({
  tables: z.array(z.union([pdfTableSchema, wordTableSchema])),
  paragraphs: z.array(wordParagraphSchema),
});
export type ReportBulk = z.infer<typeof reportBulkSchema>;

const NOTHING: ReportBulk = { tables: [], paragraphs: [] };

/** A report without its long parts, and these; `bulk` is null where there are none. */
export function splitReport(report: Report): { lean: Report; bulk: Buffer | null; tableCount: number } {
  if (report.kind !== 'document') return { lean: report, bulk: null, tableCount: 0 };
  const { tables } = report;
  const paragraphs = report.format === 'word' ? report.paragraphs : [];
  const lean = report.format === 'word' ? { ...report, tables: [], paragraphs: [] } : { ...report, tables: [] };
  const isEmpty = tables.length === 0 && paragraphs.length === 0;
  return { lean, bulk: isEmpty ? null : deflateRawSync(JSON.stringify({ tables, paragraphs })), tableCount: tables.length };
}

export function readBulk(bulk: Uint8Array | null): ReportBulk {
  return bulk === null ? NOTHING : reportBulkSchema.parse(JSON.parse(inflateRawSync(bulk).toString('utf8')));
}
