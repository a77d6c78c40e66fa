/** What joining looks at of a run of text. */
interface Run {
  readonly str: string;
  readonly transform: readonly number[];
}

const TRACKED = /^\S(?: \S)+$/u;
/** Fewer letters may be a list of letters. */
const MIN_LETTERS = 5;
const MIN_DIFFERENT = 3;

/**
 * The strings of runs, with words joined that are set with wide spaces between their letters: "H E A D" and "I N G" are
 * "HEAD" and "ING". A line is judged as a whole, so that its short words are joined too.
 */
export function withoutTracking(runs: readonly Run[]): string[] {
  const strings = runs.map(({ str }) => str.trim());
  if (!strings.some(isTracked)) return strings;
  for (let start = 0; start < runs.length; ) {
    let end = start + 1;
    while (end < runs.length && isSameLine(runs[start] as Run, runs[end] as Run)) end += 1;
    if (isTrackedLine(strings.slice(start, end))) {
      for (let i = start; i < end; i += 1) strings[i] = (strings[i] as string).replaceAll(' ', '');
    }
    start = end;
  }
  return strings;
}

function isTracked(text: string): boolean {
  return text[1] === ' ' && TRACKED.test(text);
}

function isSameLine({ str, transform: a }: Run, { str: other, transform: b }: Run): boolean {
  if (str.trim() === '' || other.trim() === '') return true;
  return a[5] === b[5] && a[0] === b[0] && a[1] === b[1] && a[3] === b[3];
}

function isTrackedLine(strings: string[]): boolean {
  const tracked = strings.filter(isTracked);
  const others = strings.filter((text) => text.length > 1 && !isTracked(text));
  const letters = tracked.join('').replaceAll(' ', '').match(/\p{L}/gu) ?? [];
  return others.length === 0 && letters.length >= MIN_LETTERS && new Set(letters).size >= MIN_DIFFERENT && !isAlphabet(letters);
}

function isAlphabet(letters: string[]): boolean {
  return letters.every((letter, i) => i === 0 || letter.codePointAt(0) === (letters[i - 1]?.codePointAt(0) ?? 0) + 1);
}
