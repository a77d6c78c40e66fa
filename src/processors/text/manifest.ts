import type { Manifest } from '../kit/processor';
import { scaledLimits } from '../kit/scaled-limits';

/** Plain text, markup and source code; also the way out for data files whose own reader gives up. */
export const textManifest: Manifest = {
  id: 'text',
  version: 2,
  canRender: false,
  score({ mime }) {
    if (['text/csv', 'text/tab-separated-values', 'application/json', 'application/x-ndjson'].includes(mime)) return 20;
    if (mime === 'image/svg+xml') return 10;
    return mime.startsWith('text/') || mime === 'application/xml' ? 100 : 0;
  },
  limits: ({ size }) => scaledLimits(size, 30_000, 5, 800e6),
};
