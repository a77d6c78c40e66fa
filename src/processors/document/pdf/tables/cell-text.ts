import type { Fragment } from '../page-fragments';
import { groupLines, partsOf, textOf } from '../text-lines';

/** The runs of one cell as text, line by line. */
export function cellText(fragments: Fragment[]): string {
  if (fragments.length === 0) return '';
  return groupLines(fragments)
    .map(({ segments }) => textOf(partsOf(segments)))
    .join('\n');
}

/** Where the middle of a run's small letters is. */
export function middleOf({ y, size }: Fragment): number {
  return y - 0.3 * size;
}
