import { DOUBTFUL_BELOW, type LayoutLine } from '../../../shared/model/page-layout';

export interface Judgement {
  /** 0–100: the mean over the words that have any; 0 without words. */
  readonly confidence: number;
  readonly words: number;
  readonly doubtfulWords: number;
  /** Share of the words (0–1) that look like words or numbers. */
  readonly plausible: number;
  /** Letters and digits. */
  readonly letters: number;
  /** For comparing readings of one page: letters that are probably right, less those that are probably rubbish. */
  readonly worth: number;
}

const RUBBISH_COST = 0.5;
/** From here on a word is right, and what more certainty says counts little: a lost line weighs more. */
const SURE_ENOUGH = 80;
const SHARE_OF_CERTAINTY = 0.1;

/** How far a reading is to be trusted, without a dictionary, so that it serves any language. */
export function judge(lines: readonly LayoutLine[]): Judgement {
  let [words, doubtfulWords, plausible, letters, worth, sure, sum] = [0, 0, 0, 0, 0, 0, 0];
  for (const { text, confidence } of lines.flatMap((line) => line.words)) {
    const certainty = confidence ?? 0;
    const inWord = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
    words++;
    letters += inWord;
    if (certainty < DOUBTFUL_BELOW) doubtfulWords++;
    // As the older programs count: whole numbers, and only those above zero.
    if (Math.trunc(certainty) > 0) {
      sum += Math.trunc(certainty);
      sure++;
    }
    if (isPlausible(text, inWord)) {
      plausible++;
      worth += inWord * weightOf(certainty);
    } else {
      worth -= text.length * RUBBISH_COST;
    }
  }
  return {
    confidence: sure === 0 ? 0 : sum / sure,
    words,
    doubtfulWords,
    plausible: words === 0 ? 0 : plausible / words,
    letters,
    worth,
  };
}

function weightOf(certainty: number): number {
  return (1 - SHARE_OF_CERTAINTY) * Math.min(1, certainty / SURE_ENOUGH) ** 2 + (SHARE_OF_CERTAINTY * certainty) / 100;
}

/** Mostly letters and digits, none of them four times in a row, and no capitals strewn about. */
function isPlausible(text: string, letters: number): boolean {
  if (letters * 2 < [...text].length) return false;
  if (/(\p{L})\1{3}/u.test(text)) return false;
  return !/\p{Ll}\p{Lu}+\p{Ll}+\p{Lu}/u.test(text);
}
