import { DOUBTFUL_BELOW, type LayoutWord, type PageLayout } from '../../../../shared/model/page-layout';
import { layoutWords } from './layout-words';

export function isDoubtful({ confidence }: LayoutWord): boolean {
  return confidence !== null && confidence < DOUBTFUL_BELOW;
}

/** The numbers of a page's doubtful words. */
export function doubtfulWords(layout: PageLayout): number[] {
  return layoutWords(layout).flatMap((word, index) => (isDoubtful(word) ? [index] : []));
}

/** How many doubtful words a page has; pages in order, those without any left out. */
export interface DoubtfulCount {
  page: number;
  count: number;
}

/** One doubtful word: the `nth` of its page, from 0. */
export interface DoubtfulPlace {
  page: number;
  nth: number;
}

export function totalDoubtful(counts: readonly DoubtfulCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** Which one of all it is, from 1. */
export function doubtfulNumber(counts: readonly DoubtfulCount[], { page, nth }: DoubtfulPlace): number {
  return totalDoubtful(counts.filter((one) => one.page < page)) + nth + 1;
}

/**
 * The doubtful word after (`step` 1) or before (-1) another one; from a page, its first or the last before it. Null
 * where there is none further that way.
 */
export function stepDoubtful(
  counts: readonly DoubtfulCount[],
  from: DoubtfulPlace | { page: number },
  step: 1 | -1,
): DoubtfulPlace | null {
  const first = step > 0 ? -1 : 0;
  const nth = ('nth' in from ? from.nth : first) + step;
  const here = counts.find((one) => one.page === from.page);
  if (here && nth >= 0 && nth < here.count) return { page: from.page, nth };
  const next = step > 0 ? counts.find((one) => one.page > from.page) : counts.findLast((one) => one.page < from.page);
  return next ? { page: next.page, nth: step > 0 ? 0 : next.count - 1 } : null;
}
