import type { Manifest } from '../../kit/processor';
import { scaledLimits } from '../../kit/scaled-limits';

/** PDF: text by page in reading order, tables, metadata, page images. */
export const pdfManifest: Manifest = {
  id: 'pdf',
  version: 3,
  canRender: true,
  canRaster: true,
  score: ({ mime }) => (mime === 'application/pdf' ? 100 : 0),
  limits: ({ size }) => scaledLimits(size, 60_000, 0.1, 1_500e6),
};
