import { hashWord, lettersOf, mixBits } from './text-print/hash-word';
import { wordsOf } from './text-print/words-of';

/*
 * What documents of the same text are found by. It lies in the ledger as it is (`text_prints.print`).
 *
 * A print holds a sample of the text: places (two words that follow one another) and the word that comes next there. The
 * places with the smallest hashes are taken (bottom-k sampling; Broder, On the resemblance and containment of documents,
 * 1997), so two prints of one text hold the same places. Where both know a place, the next word tells three things apart:
 * the same word, one misread by a letter (OCR), and another one (a form filled in otherwise).
 */

/**
 * From here on two texts count as the same. Measured on manuals, letters, invoices and contracts: with 5 % of the
 * letters misread 96–100 % of them reach it (median 88–93), with page headers on top 95–100 %; texts of which a
 * twentieth is missing have 89 and more, halves 50. The nearest two invoices of one template have 38, letters that share
 * two of nine sentences 67. Long texts that differ in a few names are nearly equal by any measure: they reach 95.
 */
export const SAME_TEXT_LIKENESS = 70;
/** So many of its keys two texts share at least when they are alike. */
export const LEAST_SHARED_KEYS = 2;

const VERSION = 1;
const LEAST_WORDS = 20;
const MOST_CHARACTERS = 2_000_000;
const MOST_PLACES = 256;
const MOST_KEYS = 24;
/** version, whether there are more places than are kept, 2 unused, count of words, two halves of a hash of all words */
const HEADER_BYTES = 16;
/** place (4), next word (2: hash, lowest bit: whether it is a figure), its letters (2) */
const PLACE_BYTES = 8;
/** Bits of the letters in which a misread word differs at most. */
const MISREAD_BITS = 4;
/** Of the places that both know, with fewer nothing is said but what the words in common say. */
const FEWEST_COMMON = 4;
/** One figure that differs proves little: so many that agree are taken for granted. */
const FEW_FIGURES = 3;

/** The print of a text as it travels to the engine, in base64; null likewise. */
export function encodedPrintOf(text: string): string | null {
  const print = printOfText(text);
  return print && Buffer.from(print).toString('base64');
}

/** The print of a text, at most 2.1 kB; null when it has too few words to tell (under 20). Only the first two million characters count. */
export function printOfText(text: string): Uint8Array | null {
  const words = wordsOf(text.slice(0, MOST_CHARACTERS));
  if (words.length < LEAST_WORDS) return null;
  const hashes = Uint32Array.from(words, (word) => hashWord(word));
  let one = 0;
  let other = 0;
  for (const hash of hashes) {
    one = mixBits(Math.imul(one, 31) + hash);
    other = mixBits(Math.imul(other, 37) ^ hash);
  }
  const { kept, isSample } = placesIn(words, hashes);
  const bytes = new Uint8Array(HEADER_BYTES + kept.length * PLACE_BYTES);
  const view = new DataView(bytes.buffer);
  bytes[0] = VERSION;
  bytes[1] = isSample ? 1 : 0;
  view.setUint32(4, words.length);
  view.setUint32(8, one);
  view.setUint32(12, other);
  kept.forEach(([place, at], index) => {
    const to = HEADER_BYTES + index * PLACE_BYTES;
    const word = words[at] ?? '';
    view.setUint32(to, place);
    view.setUint16(to + 4, ((hashes[at]! >>> 16) & 0xfffe) | (/^\p{N}/u.test(word) ? 1 : 0));
    view.setUint16(to + 6, lettersOf(word));
  });
  return bytes;
}

/** The places with the smallest hashes, ascending, each with where the word after its first occurrence stands. */
function placesIn(words: readonly string[], hashes: Uint32Array): { kept: [number, number][]; isSample: boolean } {
  let firstAt = new Map<number, number>();
  let bound = Infinity;
  let isSample = false;
  const keepSmallest = () => {
    const sorted = [...firstAt].sort(([one], [other]) => one - other);
    if (sorted.length <= MOST_PLACES) return;
    isSample = true;
    firstAt = new Map(sorted.slice(0, MOST_PLACES));
    bound = sorted[MOST_PLACES - 1]?.[0] ?? bound;
  };
  for (let at = 0; at + 2 < words.length; at += 1) {
    const place = mixBits(Math.imul(hashes[at]!, 0x01000193) ^ hashes[at + 1]!);
    if (place >= bound || firstAt.has(place)) continue;
    firstAt.set(place, at + 2);
    if (firstAt.size >= 4 * MOST_PLACES) keepSmallest();
  }
  keepSmallest();
  return { kept: [...firstAt].sort(([one], [other]) => one - other), isSample };
}

/** Whether these bytes are a print of the version that this code compares. Others must be made anew. */
export function isTextPrint(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER_BYTES && bytes[0] === VERSION && (bytes.length - HEADER_BYTES) % PLACE_BYTES === 0;
}

/**
 * How much two texts have in common, 0–100; 100 only where all words are equal in their order. Letters that OCR misread
 * count little, other figures and names much.
 *
 * @throws where one is no print of this version (`isTextPrint`)
 */
export function compareTexts(a: Uint8Array, b: Uint8Array): number {
  const first = viewOf(a);
  const second = viewOf(b);
  if ([4, 8, 12].every((at) => first.getUint32(at) === second.getUint32(at))) return 100;
  const found = comparePlaces(first, second);
  const words = found.equal + found.misread + found.other;
  if (words + found.figures < FEWEST_COMMON) return 0;
  // How often a word is read as it is in the other; a place needs two words read well.
  const misreadShare = found.misread / (found.equal + found.misread + 1);
  const share = Math.min(1, found.commonOfSmaller / Math.max(0.3, (1 - misreadShare) ** 2));
  const lengths = [first.getUint32(4), second.getUint32(4)];
  const ratio = Math.min(...lengths) / Math.max(...lengths);
  // Where words are misread, some are so badly that they seem others, and figures are misread too. What goes beyond counts.
  const otherWords = found.other / Math.max(1, words) - 0.03 - 0.9 * misreadShare;
  const otherFigures = found.otherFigures / (found.figures + FEW_FIGURES) - 0.1 - 1.5 * misreadShare;
  const likeness = 100 * share * ratio * (1 - 2.5 * Math.max(0, otherWords)) * (1 - 2 * Math.max(0, otherFigures));
  return Math.max(0, Math.min(99, Math.round(likeness)));
}

interface Comparison {
  /** Of the places of the text that has fewer, the share that the other has too: 0–1. */
  readonly commonOfSmaller: number;
  /** Places in common after which the same word comes, one misread, and another. */
  readonly equal: number;
  readonly misread: number;
  readonly other: number;
  /** Places in common after which a figure comes, in one text or the other; and those where it is not the same. */
  readonly figures: number;
  readonly otherFigures: number;
}

function comparePlaces(first: DataView, second: DataView): Comparison {
  // Beyond the last place of a sample it is not known what the text has.
  const limit = Math.min(lastKnown(first), lastKnown(second));
  let onlyFirst = 0;
  let onlySecond = 0;
  const counts = { equal: 0, misread: 0, other: 0, figures: 0, otherFigures: 0 };
  let i = HEADER_BYTES;
  let j = HEADER_BYTES;
  for (;;) {
    const one = i < first.byteLength ? first.getUint32(i) : Infinity;
    const two = j < second.byteLength ? second.getUint32(j) : Infinity;
    if (Math.min(one, two) > limit || (one === Infinity && two === Infinity)) break;
    if (one === two) tally(first, i, second, j, counts);
    else if (one < two) onlyFirst += 1;
    else onlySecond += 1;
    if (one <= two) i += PLACE_BYTES;
    if (two <= one) j += PLACE_BYTES;
  }
  const common = counts.equal + counts.misread + counts.other + counts.figures;
  return { ...counts, commonOfSmaller: common / Math.max(1, common + Math.min(onlyFirst, onlySecond)) };
}

function tally(first: DataView, i: number, second: DataView, j: number, counts: { -readonly [name in keyof Omit<Comparison, 'commonOfSmaller'>]: number }): void {
  const one = first.getUint16(i + 4);
  const two = second.getUint16(j + 4);
  if (((one | two) & 1) === 1) {
    // A figure with another digit is another figure.
    counts.figures += 1;
    if (one !== two) counts.otherFigures += 1;
  } else if (one === two) counts.equal += 1;
  else if (bitCount(first.getUint16(i + 6) ^ second.getUint16(j + 6)) <= MISREAD_BITS) counts.misread += 1;
  else counts.other += 1;
}

/** Some 32-bit keys of which texts alike share at least `LEAST_SHARED_KEYS`. */
export function keysOfPrint(print: Uint8Array): number[] {
  const view = viewOf(print);
  const keys: number[] = [];
  for (let at = HEADER_BYTES; at < view.byteLength && keys.length < MOST_KEYS; at += PLACE_BYTES) keys.push(view.getUint32(at));
  return keys;
}

/** The largest hash up to which the print has every place of its text. */
function lastKnown(print: DataView): number {
  return print.getUint8(1) === 1 ? print.getUint32(print.byteLength - PLACE_BYTES) : Infinity;
}

function viewOf(print: Uint8Array): DataView {
  if (!isTextPrint(print)) throw new Error('Not a text print of this version.');
  return new DataView(print.buffer, print.byteOffset, print.byteLength);
}

function bitCount(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
