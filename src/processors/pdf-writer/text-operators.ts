import type { Box, LayoutLine, LayoutWord } from '../../shared/model/page-layout';
import { ADVANCE, UNITS_PER_EM } from './glyphless-font';
import type { InvisibleFont } from './invisible-font';
import { baselineOf, placeWord, type ShownPage } from './place-word';
import { straightBox } from './straight-box';
import type { QuarterTurn } from './turn-point';

/** Added to the size of every second word: readers that join runs of one size would spread the words over their sum. */
const ODD = 0.002;
/** Between words that stand closer, in heights, a reader would see no space. */
const SEEN_GAP = 0.15;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Text rendering mode 3 of ISO 32000-1, table 106. */
const INVISIBLE = 3;
/** In heights of the word before. */
const LEVEL = 0.6;
const QUARTERS = [0, 90, 180, 270] as const;

/**
 * What writes the words of a page where they stand and in the direction in which they are read, seen by search and
 * selection only. Words of a slanted line stand on it one by one, but do not slant themselves: Poppler would take them
 * to pieces. `fontName` is that of the page's resources.
 */
export function textOperators(lines: readonly LayoutLine[], page: ShownPage, { font, fontName }: { font: InvisibleFont; fontName: string }): string {
  const straight = lines.map(straightLine);
  const operators = straight.flatMap(({ words, quarter }, row) => {
    const [below] = straight[row + 1]?.words ?? [];
    return words.map((word, i) => showWord({ word, next: words[i + 1], below, quarter, isOdd: i % 2 === 1 }, page, { font, fontName }));
  });
  return `q BT ${INVISIBLE} Tr\n${operators.join('')}ET Q\n`;
}

interface StraightLine {
  readonly quarter: QuarterTurn;
  readonly words: LayoutWord[];
}

function straightLine({ words, turn = 0 }: LayoutLine): StraightLine {
  const quarter = QUARTERS[Math.round(turn / 90) % 4] ?? 0;
  return { quarter, words: words.map((word) => ({ ...word, box: straightBox(word.box, turn, quarter) })) };
}

interface PlacedWord {
  /** Boxes are straight ones. */
  word: LayoutWord;
  next: LayoutWord | undefined;
  /** The first word of the next line. */
  below: LayoutWord | undefined;
  quarter: QuarterTurn;
  isOdd: boolean;
}

function showWord({ word, next, below, quarter, isOdd }: PlacedWord, page: ShownPage, { font, fontName }: { font: InvisibleFont; fontName: string }): string {
  const { box } = word;
  const characters = [...word.text];
  if (characters.length === 0 || !(box.width > 0) || !(box.height > 0)) return '';
  const size = box.height / page.unit + (isOdd ? ODD : 0);
  const width = Math.max(visibleWidth(word, next), box.width / 4) / page.unit;
  const scale = (100 * width) / (characters.length * size * (ADVANCE / UNITS_PER_EM));
  const codes = font.encode(written(characters, word, next, below));
  const matrix = placeWord(box, quarter, page).map(decimals).join(' ');
  return `/${fontName} ${decimals(size)} Tf ${decimals(scale)} Tz ${matrix} Tm <${codes}> Tj\n`;
}

/** The characters of a word as they stand from left to right, and what parts it from the one after it. */
function written(characters: string[], { text, box }: LayoutWord, next: LayoutWord | undefined, below: LayoutWord | undefined): string[] {
  // Readers put them in order again.
  if (RIGHT_TO_LEFT.test(text)) characters.reverse();
  else if (!next && below && goesBackLevel(box, below.box)) return [...characters.slice(0, -1), `${characters.at(-1) ?? ''} `];
  return next ? [...characters, ' '] : characters;
}

/**
 * Whether the next line begins at the height at which this one ends, as on a scan that slants: pdf.js then sees no
 * line's end, and no space either unless it belongs to the last letter.
 */
function goesBackLevel(last: Box, below: Box): boolean {
  return below.x < last.x + last.width && Math.abs(baselineOf(last) - baselineOf(below)) <= LEVEL * last.height;
}

/** The word's width, a little less where the next one follows so closely that the space between would be missed. */
function visibleWidth({ box }: LayoutWord, next: LayoutWord | undefined): number {
  if (!next || Math.abs(next.box.y - box.y) > box.height) return box.width;
  const gap = next.box.x - (box.x + box.width);
  const missing = SEEN_GAP * box.height - gap;
  return gap > -box.width && missing > 0 ? box.width - missing : box.width;
}

function decimals(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
