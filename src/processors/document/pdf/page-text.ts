import { raiseDropCaps } from './drop-caps';
import type { TextFlow } from './page-fragments';
import { inReadingOrder } from './order/reading-order';
import { groupLines, linesInFileOrder, partsOf, textOf, type Line } from './text-lines';

/** More runs than this are no page for reading; they are taken in the order of the file. */
const MAX_FRAGMENTS = 50_000;

export interface PlacedLine {
  readonly line: Line;
  /** Where its coordinates come from. */
  readonly flow: TextFlow;
}

/** The lines of a page in reading order. Words hyphenated at a line's end stay as they are printed. */
export function readingLines(flows: readonly TextFlow[]): PlacedLine[] {
  return flows.flatMap((flow) => linesOf(flow).map((line) => ({ line, flow })));
}

function linesOf({ fragments }: TextFlow): Line[] {
  if (fragments.length > MAX_FRAGMENTS) return linesInFileOrder(fragments);
  return inReadingOrder(groupLines(raiseDropCaps(fragments)));
}

/** The text of a page, line by line, words one space apart. */
export function textOfLines(lines: readonly PlacedLine[]): string {
  return lines.map(({ line }) => textOf(partsOf(line.segments))).join('\n');
}
