import type { PageLayout } from '../../../../shared/model/page-layout';
import { quarterOf, standOf } from './reading-direction';

/**
 * How tall the line of a word is, in the page's unit: OCR draws the box of "on" lower than that of its neighbour "by".
 * 0 where there is no such word.
 */
export function lineHeight(layout: PageLayout, word: number): number {
  let first = 0;
  for (const line of layout.lines) {
    first += line.words.length;
    if (word < first) return Math.max(...line.words.map(({ box }) => standOf(box, quarterOf(line)).height));
  }
  return 0;
}
