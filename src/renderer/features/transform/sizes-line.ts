import { formatSize } from '../../format/size';
import { t } from '../../../shared/words/words';

interface Pixels {
  readonly width: number;
  readonly height: number;
}

/** "4,000 × 3,000 pixels, 6 MB → 1,600 × 1,200 pixels"; of a picture that can't be read only its bytes. Null stands for what is not known. */
export function sizesLine(before: Pixels | null, bytes: number | null, after: Pixels): string {
  const known = [before && pixelsOf(before), bytes !== null && formatSize(bytes)].filter(Boolean).join(', ');
  return before ? `${known} → ${pixelsOf(after)}` : known;
}

function pixelsOf({ width, height }: Pixels): string {
  return t('{width, number} × {height, number} pixels', { width, height });
}
