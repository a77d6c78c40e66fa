import { loadCanvas } from './load-canvas';
import { loadPdfium } from './pdfium/load-pdfium';

/** Loads what draws pages and compiles it; once it is there, this costs some milliseconds. */
export async function prepareDrawing(): Promise<void> {
  await Promise.all([loadCanvas(), loadPdfium(), import('./page-picture'), import('./pdf/index'), import('./pdf/draw-pdf')]);
}
