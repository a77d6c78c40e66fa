import { z } from 'zod';

/** In points for pages of documents, in pixels for pictures; from the top left corner of the page as shown. */
export const boxSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Box = z.infer<typeof boxSchema>;

export const layoutWordSchema = z.object({
  text: z.string(),
  box: boxSchema,
  /** 0–100 from OCR; null where the text is the file's own. */
  confidence: z.number().nullable(),
});

export const layoutLineSchema = z.object({
  /** Lines of one block (a paragraph, a cell, a caption) share its number, from 0. */
  block: z.number().int(),
  /**
   * Degrees clockwise, below 360, by which the page as shown has to be turned for the line to run from left to right:
   * 90 where it runs upwards, 270 where downwards, 358.6 where it falls by 1.4 to the right. 0 when left out.
   */
  turn: z.number().min(0).lt(360).optional(),
  /** In the order of reading. Their boxes are upright on the page as shown, whatever the turn. */
  words: z.array(layoutWordSchema),
});

/**
 * Where the words of a page stand, in reading order. Words joined by spaces, lines by line feeds and blocks of OCR by
 * an empty line give the page's text.
 */
export const pageLayoutSchema = z.object({
  page: z.number().int(),
  /** Of the page as shown, in the unit of the boxes. */
  width: z.number(),
  height: z.number(),
  source: z.enum(['text', 'ocr']),
  lines: z.array(layoutLineSchema),
});
export type PageLayout = z.infer<typeof pageLayoutSchema>;
export type LayoutLine = z.infer<typeof layoutLineSchema>;
export type LayoutWord = z.infer<typeof layoutWordSchema>;

/** One try at a page: what was done to its picture first, and how sure the reading was. */
export const ocrAttemptSchema = z.object({
  preprocessing: z.array(z.string()),
  /** 0–100. */
  confidence: z.number(),
  words: z.number().int(),
  /** Of the lines of print that were seen before reading, the part over which no word was read, 0–1; 0 when left out. */
  missedLines: z.number().min(0).max(1).optional(),
});

export const ocrPageFactsSchema = z.object({
  page: z.number().int(),
  /** 0–100; 0 when nothing was read. */
  confidence: z.number(),
  /** What was done to the picture of the reading that was kept: "upright 90°", "deskew 1.3°", "adaptive threshold" … */
  preprocessing: z.array(z.string()),
  /** All tries, the kept one included, in the order of doing. */
  attempts: z.array(ocrAttemptSchema),
  /** Why nothing was read: the page is blank, or a picture without text; else null. */
  skipped: z.string().nullable(),
  words: z.number().int(),
  /** Words below 60. */
  doubtfulWords: z.number().int(),
  durationMs: z.number(),
});
export type OcrPageFacts = z.infer<typeof ocrPageFactsSchema>;

/** Words less sure than this are shown as doubtful. */
export const DOUBTFUL_BELOW = 60;
