import type { Manifest } from '../kit/processor';
import { scaledLimits } from '../kit/scaled-limits';

/** Pictures: properties, EXIF, measures, hashes, a thumbnail; one counts as read only when all of it could be decoded. */
export const imageManifest: Manifest = {
  id: 'image',
  version: 5,
  canRender: true,
  canRaster: true,
  seesFaces: true,
  score: ({ mime }) => (mime.startsWith('image/') ? 100 : 0),
  // A drawing is a program, and may be made to take its time.
  limits: ({ mime, size }) => (mime === 'image/svg+xml' ? { ...scaledLimits(size, 30_000, 0.5, 700e6), isBound: true } : scaledLimits(size, 90_000, 0.2, 1_500e6)),
};
