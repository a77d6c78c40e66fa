import { z } from 'zod';
import { boxSchema, ocrPageFactsSchema } from './page-layout';
import { archiveReportSchema } from './archive';

export const dataErrorSchema = z.object({ line: z.number().int().nullable(), message: z.string() });

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
  /** Of XML: the first place where it is not well-formed, null where there is none; left out where it is too large to be looked through. */
  xmlFault: dataErrorSchema.nullable().optional(),
});

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

/** How a page got its text: from the file's own text layer, by OCR, or not at all. */
export const textSourceSchema = z.enum(['text', 'ocr', 'none']);

export const pdfPageSchema = z.object({
  page: z.number().int(),
  charCount: z.number().int(),
  /** Points, 1/72 inch. */
  width: z.number(),
  height: z.number(),
  textSource: textSourceSchema,
});

/** A cell that covers several places of the grid; its text stands at the first of them. From 0. */
export const cellSpanSchema = z.object({
  row: z.number().int(),
  column: z.number().int(),
  rowSpan: z.number().int(),
  columnSpan: z.number().int(),
});

export const pdfTableSchema = z.object({
  page: z.number().int(),
  /** From 0, on its page. */
  index: z.number().int(),
  /** Every row has as many cells as the widest; a place that a spanning cell covers is ''. */
  rows: z.array(z.array(z.string())),
  /** 0–1: how far the grid is to be trusted. */
  score: z.number(),
  /** Found by its lines, or by the alignment of its words. */
  isRuled: z.boolean(),
  /** Points from the top left corner of the page as shown. */
  box: boxSchema,
  /** Where columns and rows begin and end, points: one more than there are of them. */
  columnEdges: z.array(z.number()),
  rowEdges: z.array(z.number()),
  spans: z.array(cellSpanSchema),
});
export type PdfTable = z.infer<typeof pdfTableSchema>;

/** Reading by OCR, page by page; where each word stands is in the pages' layouts. */
export const ocrReportSchema = z.object({
  /** "tesseract.js 7.0.0", "tesseract 5.3.0" */
  engine: z.string(),
  languages: z.array(z.string()),
  /** 0–100, the mean over the words of all pages. */
  confidence: z.number(),
  /** Everything done to any page, in the order of doing. */
  preprocessing: z.array(z.string()),
  pages: z.array(ocrPageFactsSchema),
  statistics: z.object({
    characters: z.number().int(),
    words: z.number().int(),
    lines: z.number().int(),
    blocks: z.number().int(),
  }),
});
export type OcrReport = z.infer<typeof ocrReportSchema>;

const metadataSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

export const pdfReportSchema = z.object({
  kind: z.literal('document'),
  format: z.literal('pdf'),
  parser: z.string(),
  fallbackReason: z.string().optional(),
  metadata: metadataSchema,
  /** At most 1,000 entries, in order; `page` is null where it leads nowhere. */
  outline: z.array(z.object({ title: z.string(), level: z.number().int(), page: z.number().int().nullable() })),
  attachments: z.array(z.object({ name: z.string(), size: z.number().int(), description: z.string().optional() })),
  pages: z.array(pdfPageSchema),
  tables: z.array(pdfTableSchema),
  ocr: ocrReportSchema.optional(),
  statistics: z.object({
    characters: z.number().int(),
    words: z.number().int(),
    lines: z.number().int(),
    tables: z.number().int(),
    pages: z.number().int(),
  }),
});
export type PdfReport = z.infer<typeof pdfReportSchema>;

export const ALIGNMENTS = ['left', 'center', 'right', 'justify', 'distribute'] as const;

export const wordRunSchema = z.object({
  text: z.string(),
  bold: z.boolean(),
  italic: z.boolean(),
  underline: z.boolean(),
  /** Null where neither the run nor its styles nor the document's defaults name one. */
  fontName: z.string().nullable(),
  /** Points. */
  fontSize: z.number().nullable(),
});

export const wordParagraphSchema = z.object({
  text: z.string(),
  /** The style's name as Word shows it: "Normal", "Heading 1". */
  style: z.string().nullable(),
  /** Null where nothing sets it. */
  alignment: z.enum(ALIGNMENTS).nullable(),
  runs: z.array(wordRunSchema),
});

const wordCellTables = z.object({ row: z.number().int(), column: z.number().int(), tables: z.array(z.number().int()) });

export const wordTableSchema = z.object({
  /** From 0, in the order of the document; tables inside tables follow the one they lie in. */
  index: z.number().int(),
  /** A spanning cell's text stands in each place that it covers; `spans` tells which these are. */
  rows: z.array(z.array(z.string())),
  dimensions: z.object({ rows: z.number().int(), columns: z.number().int() }),
  spans: z.array(cellSpanSchema),
  /** 0 for a table of the body, 1 for one inside a cell of it, and so on. */
  depth: z.number().int(),
  /** Which cells hold further tables, by index. */
  nested: z.array(wordCellTables),
});

export const wordSectionSchema = z.object({
  startType: z.enum(['continuous', 'newColumn', 'newPage', 'evenPage', 'oddPage']),
  orientation: z.enum(['portrait', 'landscape']),
  /** Points. */
  pageWidth: z.number().nullable(),
  pageHeight: z.number().nullable(),
});

export const wordReportSchema = z.object({
  kind: z.literal('document'),
  format: z.literal('word'),
  parser: z.string(),
  fallbackReason: z.string().optional(),
  metadata: metadataSchema,
  /** Those of the body that have text, in order. */
  paragraphs: z.array(wordParagraphSchema),
  headings: z.array(z.object({ level: z.number().int(), text: z.string() })),
  tables: z.array(wordTableSchema),
  sections: z.array(wordSectionSchema),
  headers: z.array(z.string()),
  footers: z.array(z.string()),
  footnotes: z.array(z.string()),
  endnotes: z.array(z.string()),
  comments: z.array(z.object({ author: z.string(), date: z.string().nullable(), text: z.string() })),
  /** Tracked changes; inserted text counts as text, deleted text does not. */
  changes: z.array(
    z.object({ type: z.enum(['insertion', 'deletion']), author: z.string(), date: z.string().nullable(), text: z.string() }),
  ),
  imageCount: z.number().int(),
  statistics: z.object({
    characters: z.number().int(),
    words: z.number().int(),
    paragraphs: z.number().int(),
    tables: z.number().int(),
    headings: z.number().int(),
  }),
});
export type WordReport = z.infer<typeof wordReportSchema>;

const hexOf = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));

export const imageQualitySchema = z.object({
  /** Variance of the Laplacian (OpenCV, 3×3, border reflected) of the grey picture at full size. */
  sharpness: z.number(),
  /** `sharpness < blurThreshold`. */
  isBlurry: z.boolean(),
  blurThreshold: z.number(),
  /** Mean and standard deviation of the grey values, 0–255. */
  brightness: z.number(),
  contrast: z.number(),
  /** Standard deviation of the Laplacian. */
  noise: z.number(),
  /** Of the noise, by the median of diagonal differences, grey levels; reports of old have none. */
  grain: z.number().optional(),
});

/** Pixels of the picture as shown, upright. */
export const faceSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  /** 0–100. */
  score: z.number(),
});
export type Face = z.infer<typeof faceSchema>;

const threeChannels = z.tuple([z.number(), z.number(), z.number()]);
const histogramSchema = z.array(z.number().int()).length(64);

export const imageContentSchema = z.object({
  /** The most frequent value of each channel, 0–255; the lower of two. */
  dominantColors: z.object({ red: z.number().int(), green: z.number().int(), blue: z.number().int() }),
  /** Red, green, blue; 0–255. */
  colorStats: z.object({ mean: threeChannels, std: threeChannels }),
  /** Share of pixels that Canny (100, 200) marks, 0–1. */
  edgeDensity: z.number(),
  /** goodFeaturesToTrack(1000, 0.01, 10). */
  cornerCount: z.number().int(),
  /** Left out where faces were not looked for. */
  faceCount: z.number().int().optional(),
  faces: z.array(faceSchema).optional(),
  /** Pixels in each of 64 equal steps of a channel, as thousandths of the fullest step of all channels. */
  histogram: z.object({ red: histogramSchema, green: histogramSchema, blue: histogramSchema, grey: histogramSchema }),
  /** At most six colours that stand for the picture, the most frequent first; `share` 0–1. */
  palette: z.array(z.object({ color: z.string().regex(/^#[0-9a-f]{6}$/), share: z.number() })).max(6),
});

/** Of the decoded pixels as they are stored, as the Python library imagehash and npm's image-hash have them. */
export const imageHashesSchema = z.object({
  average: hexOf(16),
  perceptual: hexOf(16),
  difference: hexOf(16),
  wavelet: hexOf(16),
  /** blockhash, 16 × 16 bits. */
  block: hexOf(64),
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
  /** What several frames are; measures are of the first one. */
  frames: z.enum(['animation', 'pages']).optional(),
  /** Bits of one channel in the file, where not 8. */
  bitDepth: z.number().int().optional(),
  /** The name of the colour profile in the file. */
  colorProfile: z.string().optional(),
  orientation: z.number().int().optional(),
  /** Dots per inch. */
  density: z.number().optional(),
  exif: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** Left out where the pixels can't be had. */
  quality: imageQualitySchema.optional(),
  content: imageContentSchema.optional(),
  hashes: imageHashesSchema.optional(),
  ocr: ocrReportSchema.optional(),
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
  z.discriminatedUnion('format', [pdfReportSchema, wordReportSchema]),
  imageReportSchema,
  archiveReportSchema,
  otherReportSchema,
]);
export type Report = z.infer<typeof reportSchema>;
export type TextReport = z.infer<typeof textReportSchema>;
export type DataReport = z.infer<typeof dataReportSchema>;
export type ImageReport = z.infer<typeof imageReportSchema>;
export type OtherReport = z.infer<typeof otherReportSchema>;
