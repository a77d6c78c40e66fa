import type { PageViewport } from 'pdfjs-dist';
import { fragmentsByDirection, type TextItem } from './page-fragments';
import { inReadingOrder } from './reading-order';
import { groupLines, lineText } from './text-lines';

/** More runs than this are no page for reading; they are taken in the order of the file. */
const MAX_FRAGMENTS = 50_000;

/** The text of a page, line by line, in reading order. Words hyphenated at a line's end stay as they are printed. */
export function pageText(items: TextItem[], viewport: PageViewport): string {
  if (items.length > MAX_FRAGMENTS || items.some(({ dir }) => dir === 'ttb')) {
    return items.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join('').trimEnd();
  }
  const lines = fragmentsByDirection(items, viewport).flatMap((fragments) => inReadingOrder(groupLines(fragments)));
  return lines.map(({ segments }) => lineText(segments)).join('\n');
}
