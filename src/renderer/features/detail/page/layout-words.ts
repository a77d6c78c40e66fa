import type { LayoutWord, PageLayout } from '../../../../shared/model/page-layout';

const known = new WeakMap<PageLayout, readonly LayoutWord[]>();

/** The words of a page, in reading order; their places in this list are their numbers. The same list each time. */
export function layoutWords(layout: PageLayout): readonly LayoutWord[] {
  let words = known.get(layout);
  if (!words) {
    words = layout.lines.flatMap((line) => line.words);
    known.set(layout, words);
  }
  return words;
}
