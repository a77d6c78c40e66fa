import type { LayoutWord, PageLayout } from '../../../../shared/model/page-layout';
import { quarterOf, type QuarterTurn } from './reading-direction';

/** A word, and the turn of its line. */
export interface PlacedWord extends LayoutWord {
  turn: QuarterTurn;
}

const known = new WeakMap<PageLayout, readonly PlacedWord[]>();

/** The words of a page, in reading order; their places in this list are their numbers. The same list each time. */
export function layoutWords(layout: PageLayout): readonly PlacedWord[] {
  let words = known.get(layout);
  if (!words) {
    words = layout.lines.flatMap((line) => {
      const turn = quarterOf(line);
      return line.words.map((word) => ({ ...word, turn }));
    });
    known.set(layout, words);
  }
  return words;
}
