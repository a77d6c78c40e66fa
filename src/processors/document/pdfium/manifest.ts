import type { Manifest } from '../../kit/processor';
import { scaledLimits } from '../../kit/scaled-limits';

/** PDF that the first reader gives up on: text by page, metadata, page images, by another engine. */
export const pdfiumManifest: Manifest = {
  id: 'pdfium',
  version: 1,
  canRender: true,
  canRaster: true,
  score: ({ mime }) => (mime === 'application/pdf' ? 50 : 0),
  limits: ({ size }) => scaledLimits(size, 60_000, 0.1, 1_500e6),
};
