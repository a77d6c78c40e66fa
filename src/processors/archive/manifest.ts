import type { Manifest } from '../kit/processor';
import { scaledLimits } from '../kit/scaled-limits';

/** Archives of all kinds, and single packed files: what is in them, without unpacking. */
export const archiveManifest: Manifest = {
  id: 'archive',
  version: 1,
  canRender: false,
  score: ({ kind }) => (kind === 'archive' ? 100 : 0),
  limits: ({ size }) => scaledLimits(size, 120_000, 2, 600e6),
};
