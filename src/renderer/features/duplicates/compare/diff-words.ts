import { diffArrays, diffWordsWithSpace } from 'diff';

/** A stretch of text: in both, only in the first, or only in the second. */
export interface Stretch {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

export interface WordDiff {
  readonly stretches: readonly Stretch[];
  readonly changes: number;
  /** Too much differs for words: whole lines were compared. */
  readonly isByLines: boolean;
}

/** However long the texts are, comparing them ends within about two fifths of a second. */
const WORDS_MS = 250;
const LINES_MS = 150;

/** What differs between two texts, word by word; how they are broken into lines does not count. */
export function diffWords(before: string, after: string): WordDiff {
  const [first, second] = [evenSpaces(before), evenSpaces(after)];
  const byWords = diffWordsWithSpace(first, second, { timeout: WORDS_MS });
  if (byWords) return summed(byWords.map(({ value, added, removed }) => ({ kind: added ? 'new' : removed ? 'gone' : 'same', text: value })), false);
  const byLines = diffArrays(sentencesOf(first), sentencesOf(second), { timeout: LINES_MS });
  const stretches: Stretch[] = byLines
    ? byLines.map(({ value, added, removed }) => ({ kind: added ? 'new' : removed ? 'gone' : 'same', text: value.join('') }))
    : [
        { kind: 'gone', text: first },
        { kind: 'new', text: second },
      ];
  return summed(stretches, true);
}

/** Paragraphs stay apart; everything else between words is one space. */
function evenSpaces(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n');
}

function sentencesOf(text: string): string[] {
  return text.match(/[^.!?\n]*[.!?\n]+\s*|[^.!?\n]+$/g) ?? [];
}

function summed(all: readonly Stretch[], isByLines: boolean): WordDiff {
  const stretches = all.filter((stretch) => stretch.text !== '');
  return {
    stretches,
    changes: stretches.filter(({ kind }, at) => kind !== 'same' && (at === 0 || stretches[at - 1]?.kind === 'same')).length,
    isByLines,
  };
}

export function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
