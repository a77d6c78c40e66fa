import type { Line } from '../text-lines';

/** Share of neighbouring entries that are in order. */
const SORTED = 0.9;
const MIN_ENTRIES = 4;
/** Points; entries of the first rank begin at the edge of their column. */
const AT_EDGE = 2;
const DIGIT = /\d/;

/** Whether the right side goes on with the sorted list of the left: an index, a directory, a table of contents. */
export function isContinuedList(left: readonly Line[], right: readonly Line[]): boolean {
  return (
    isSorted(firstWords(left), firstWords(right), compareWords) ||
    isSorted(lastNumbers(left), lastNumbers(right), (a, b) => a - b) ||
    isCounted(firstNumbers(left), firstNumbers(right))
  );
}

function isSorted<T>(one: readonly T[], other: readonly T[], compare: (a: T, b: T) => number): boolean {
  if (one.length < MIN_ENTRIES || other.length < MIN_ENTRIES) return false;
  if (compare(one.at(-1) as T, other[0] as T) > 0 || compare(one[0] as T, other.at(-1) as T) >= 0) return false;
  return [one, other].every((entries) => {
    const inOrder = entries.filter((entry, i) => i > 0 && compare(entries[i - 1] as T, entry) <= 0).length;
    return inOrder >= SORTED * (entries.length - 1);
  });
}

/** From one entry to the next the number grows by one, across the gutter too. */
function isCounted(one: readonly number[], other: readonly number[]): boolean {
  if (one.length < MIN_ENTRIES || other.length === 0) return false;
  const numbers = [...one, ...other];
  const follows = (i: number): boolean => numbers[i] === (numbers[i - 1] as number) + 1;
  const counted = numbers.filter((_, i) => i > 0 && follows(i)).length;
  return follows(one.length) && counted >= SORTED * (numbers.length - 1);
}

const collator = new Intl.Collator('und', { sensitivity: 'base', ignorePunctuation: true });

function compareWords(a: string, b: string): number {
  return collator.compare(a, b);
}

/** What the entries of the first column within a side begin with. */
function firstWords(lines: readonly Line[]): string[] {
  return beginnings(lines).filter((text) => /^\p{L}{2}/u.test(text));
}

/** The texts of lines that are not indented. */
function beginnings(lines: readonly Line[]): string[] {
  const edge = Math.min(...lines.map(({ segments }) => segments[0]?.left ?? Infinity));
  return lines.flatMap(({ segments: [first] }) => (first && first.left <= edge + AT_EDGE ? [first.fragments[0]?.text ?? ''] : []));
}

/** The numbers at the end of entries that have a name. */
function lastNumbers(lines: readonly Line[]): number[] {
  return lines.flatMap(({ segments }) => {
    const last = segments.at(-1)?.fragments.at(-1)?.text ?? '';
    const number = DIGIT.test(last.at(-1) ?? '') ? /(?:^|\s)(\d{1,4})$/.exec(last) : null;
    return number && segments.some(({ fragments }) => fragments.some(({ text }) => /\p{L}{2}/u.test(text))) ? [Number(number[1])] : [];
  });
}

/** The numbers of numbered entries. */
function firstNumbers(lines: readonly Line[]): number[] {
  return beginnings(lines).flatMap((text) => {
    const number = /^[[(]?(\d{1,4})[\]).:]/.exec(text);
    return number ? [Number(number[1])] : [];
  });
}
