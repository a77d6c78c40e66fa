import type { LayoutLine, LayoutWord } from '../../shared/model/page-layout';
import { ADVANCE, UNITS_PER_EM } from './glyphless-font';
import type { InvisibleFont } from './invisible-font';
import { placeWord, type ShownPage } from './place-word';

/** Added to the size of every second word: readers that join runs of one size would spread the words over their sum. */
const ODD = 0.002;
/** Between words that stand closer, in heights, a reader would see no space. */
const SEEN_GAP = 0.15;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Text rendering mode 3 of ISO 32000-1, table 106. */
const INVISIBLE = 3;

/** What writes the words of a page where they stand, seen by search and selection only. `fontName` is that of its resources. */
export function textOperators(lines: readonly LayoutLine[], page: ShownPage, { font, fontName }: { font: InvisibleFont; fontName: string }): string {
  const operators = lines.flatMap(({ words }) => words.map((word, i) => showWord(word, words[i + 1], page, { font, fontName, isOdd: i % 2 === 1 })));
  return `q BT ${INVISIBLE} Tr\n${operators.join('')}ET Q\n`;
}

interface Setting {
  font: InvisibleFont;
  fontName: string;
  isOdd: boolean;
}

function showWord(word: LayoutWord, next: LayoutWord | undefined, page: ShownPage, { font, fontName, isOdd }: Setting): string {
  const { box } = word;
  const characters = [...word.text];
  if (characters.length === 0 || !(box.width > 0) || !(box.height > 0)) return '';
  const size = box.height / page.unit + (isOdd ? ODD : 0);
  const width = Math.max(visibleWidth(word, next), box.width / 4) / page.unit;
  const scale = (100 * width) / (characters.length * size * (ADVANCE / UNITS_PER_EM));
  // Letters are written as they stand from left to right; readers put them in order again.
  const ordered = RIGHT_TO_LEFT.test(word.text) ? characters.reverse() : characters;
  const codes = font.encode(next ? [...ordered, ' '] : ordered);
  const matrix = placeWord(box, page).map(decimals).join(' ');
  return `/${fontName} ${decimals(size)} Tf ${decimals(scale)} Tz ${matrix} Tm <${codes}> Tj\n`;
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
