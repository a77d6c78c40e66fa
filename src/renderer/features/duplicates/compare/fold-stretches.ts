import { wordsIn, type Stretch } from './diff-words';

/** A stretch to show, or one that says nothing new and is folded away until someone wants to see it. */
export type Shown = Stretch & { readonly at: number; readonly foldedWords: number };

/** Words around a change that stay in sight. */
const AROUND = 24;
const LEAST_FOLDED = 30;

/** Long stretches that stand in both texts are cut down to what is around the changes. */
export function foldStretches(stretches: readonly Stretch[], open: ReadonlySet<number>): Shown[] {
  return stretches.flatMap((stretch, at): Shown[] => {
    const whole: Shown = { ...stretch, at, foldedWords: 0 };
    if (stretch.kind !== 'same' || open.has(at) || stretches.length === 1) return [whole];
    const words = [...stretch.text.matchAll(/\S+/g)];
    const [head, tail] = [at === 0 ? 0 : AROUND, at === stretches.length - 1 ? 0 : AROUND];
    if (words.length - head - tail < LEAST_FOLDED) return [whole];
    const from = head === 0 ? 0 : endOf(words[head - 1]);
    const to = tail === 0 ? stretch.text.length : (words[words.length - tail]?.index ?? 0);
    const pieces: Shown[] = [
      { kind: 'same', text: stretch.text.slice(0, from), at, foldedWords: 0 },
      { kind: 'same', text: '', at, foldedWords: wordsIn(stretch.text.slice(from, to)) },
      { kind: 'same', text: stretch.text.slice(to), at, foldedWords: 0 },
    ];
    return pieces.filter(({ text, foldedWords }) => text !== '' || foldedWords > 0);
  });
}

function endOf(word: RegExpMatchArray | undefined): number {
  return word ? (word.index ?? 0) + word[0].length : 0;
}
