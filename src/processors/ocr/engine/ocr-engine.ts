import type { LayoutLine } from '../../../shared/model/page-layout';
import type { GreyPicture } from '../picture/grey-picture';

/** How Tesseract takes a page apart, by its own numbers: by itself, one column, one block, scattered words. */
export const SEGMENTATIONS = { automatic: 3, column: 4, block: 6, scattered: 11 } as const;
export type Segmentation = keyof typeof SEGMENTATIONS;

export interface PreparedPage {
  readonly picture: GreyPicture;
  /** Dots per inch, for Tesseract's own rules of thumb. */
  readonly dpi: number;
  readonly segmentation: Segmentation;
}

/** A reader of pages, set up for certain languages. Reads one page at a time. */
export interface OcrEngine {
  /** "tesseract.js 7.0.0" */
  readonly name: string;
  /** Bytes that it holds beside this process's own heap; 0 where they lie in another process. */
  heldBytes(): number;
  /**
   * Lines in reading order, boxes in pixels of the picture. Throws the signal's reason when that aborts, and
   * EngineFailure; after either the engine is closed.
   */
  read(page: PreparedPage, signal: AbortSignal, progress: (fraction: number) => void): Promise<LayoutLine[]>;
  close(): void;
}

/** The engine, not the page, is at fault: another may still read it. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';
}
