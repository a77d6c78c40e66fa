import type { Manifest } from '../kit/processor';
import { scaledLimits } from '../kit/scaled-limits';

/** Any file: says what it is and shows its first bytes. */
export const otherManifest: Manifest = {
  id: 'other',
  version: 1,
  canRender: false,
  score: () => 1,
  limits: ({ size }) => scaledLimits(size, 30_000, 20, 500e6),
};
