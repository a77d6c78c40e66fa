import { z } from 'zod';

/**
 * What a processor found out, by kind; names and units as the command line prints them (docs/formats/reports.md).
 * Long text is not in here: it lies beside the report, pages separated by a form feed.
 */
export const textReportSchema = z.object({
  kind: z.literal('text'),
  encoding: z.string(),
  lineCount: z.number().int(),
  wordCount: z.number().int(),
  characterCount: z.number().int(),
  preview: z.string(),
});

export const dataErrorSchema = z.object({ line: z.number().int().nullable(), message: z.string() });

export const dataReportSchema = z.object({
  kind: z.literal('data'),
  format: z.enum(['csv', 'json', 'xlsx']),
  valid: z.boolean(),
  /** CSV: records without the header. JSON: elements of a top-level array, else 1. XLSX: rows with a cell, all sheets. */
  rowCount: z.number().int(),
  columns: z.array(z.string()),
  errors: z.array(dataErrorSchema),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  hasHeader: z.boolean().optional(),
  /** Lines as Python's `splitlines` counts them: what the older programs call row_count. */
  lineCount: z.number().int().optional(),
  sheets: z.array(z.object({ name: z.string(), rowCount: z.number().int(), columnCount: z.number().int() })).optional(),
  /** The first rows, for the preview. */
  sample: z.array(z.array(z.string())),
});

export const pdfPageSchema = z.object({
  page: z.number().int(),
  charCount: z.number().int(),
  /** Points, 1/72 inch. */
  width: z.number(),
  height: z.number(),
});

export const documentReportSchema = z.object({
  kind: z.literal('document'),
  parser: z.string(),
  fallbackReason: z.string().optional(),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  pages: z.array(pdfPageSchema),
  tables: z.array(
    z.object({ page: z.number().int(), index: z.number().int(), rows: z.array(z.array(z.string())), score: z.number() }),
  ),
  statistics: z.object({
    characters: z.number().int(),
    words: z.number().int(),
    lines: z.number().int(),
    tables: z.number().int(),
    pages: z.number().int(),
  }),
});

export const imageReportSchema = z.object({
  kind: z.literal('image'),
  /** Pixels, with the EXIF orientation applied. */
  width: z.number().int(),
  height: z.number().int(),
  channels: z.number().int(),
  format: z.string(),
  colorSpace: z.string(),
  sizeBytes: z.number().int(),
  hasAlpha: z.boolean(),
  /** Frames or pages in the file; 1 for a still picture. */
  frameCount: z.number().int(),
  orientation: z.number().int().optional(),
  /** Dots per inch. */
  density: z.number().optional(),
  exif: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export const otherReportSchema = z.object({
  kind: z.literal('other'),
  description: z.string(),
  /** The first bytes, for the preview. */
  headHex: z.string(),
});

export const reportSchema = z.discriminatedUnion('kind', [
  textReportSchema,
  dataReportSchema,
  documentReportSchema,
  imageReportSchema,
  otherReportSchema,
]);
export type Report = z.infer<typeof reportSchema>;
export type TextReport = z.infer<typeof textReportSchema>;
export type DataReport = z.infer<typeof dataReportSchema>;
export type DocumentReport = z.infer<typeof documentReportSchema>;
export type ImageReport = z.infer<typeof imageReportSchema>;
export type OtherReport = z.infer<typeof otherReportSchema>;
