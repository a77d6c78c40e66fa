import type { LayoutLine, LayoutWord } from '../../../shared/model/page-layout';
import { blocksOf } from './text-blocks';
import type { GlyphWidths } from './glyph-widths';
import type { Fragment } from './page-fragments';
import type { PlacedLine } from './page-text';
import { turnedBox, unite } from './turned-box';
import { advances } from './word-advances';
import { partsOf } from './text-lines';

/** Part of a word, in one run. */
interface Piece {
  text: string;
  fragment: Fragment;
  /** From the start of the run. */
  from: number;
  to: number;
  startsWord: boolean;
}

/** The words of lines in reading order, as the text of the page has them, with their places on the page. */
export function wordsOf(lines: readonly PlacedLine[], widths: GlyphWidths): LayoutLine[] {
  const blocks = blocksOf(lines);
  return lines.map((placed, i) => ({ block: blocks[i] as number, ...turnOf(placed.flow.angle), words: wordsOfLine(placed, widths) }));
}

/** Of a line that runs in this direction, in radians clockwise; to a hundredth of a degree. */
function turnOf(angle: number): Pick<LayoutLine, 'turn'> {
  const hundredths = Math.round((-angle * 18_000) / Math.PI) % 36_000;
  return hundredths === 0 ? {} : { turn: ((hundredths + 36_000) % 36_000) / 100 };
}

function wordsOfLine({ line, flow }: PlacedLine, widths: GlyphWidths): LayoutWord[] {
  const words: LayoutWord[] = [];
  for (const piece of piecesOf(line.segments, widths)) {
    const box = turnedBox(placeOf(piece), flow.angle);
    const last = words.at(-1);
    if (piece.startsWord || !last) words.push({ text: piece.text, box, confidence: null });
    else words[words.length - 1] = { text: last.text + piece.text, box: unite(last.box, box), confidence: null };
  }
  return words;
}

function piecesOf(segments: PlacedLine['line']['segments'], widths: GlyphWidths): Piece[] {
  const pieces: Piece[] = [];
  for (const { fragment, hasSpaceBefore } of partsOf(segments)) {
    const along = advances(fragment, widths);
    let isFirst = true;
    for (const { 0: text, index } of fragment.text.matchAll(/\S+/g)) {
      const startsWord = !isFirst || hasSpaceBefore;
      pieces.push({ text, fragment, from: along[index] as number, to: along[index + text.length] as number, startsWord });
      isFirst = false;
    }
  }
  return pieces;
}

function placeOf({ fragment, from, to }: Piece): { x: number; y: number; width: number; height: number } {
  const { x, y, width, size, ascent, isRightToLeft } = fragment;
  const left = isRightToLeft ? x + width - to : x + from;
  return { x: left, y: y - ascent * size, width: to - from, height: size };
}
