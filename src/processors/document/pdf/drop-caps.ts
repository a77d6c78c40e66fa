import type { Fragment } from './page-fragments';

/** A letter so many times as large as the lines beside it begins their paragraph. */
const TIMES_AS_LARGE = 1.7;
/** It stands beside this many lines at least. */
const MIN_LINES = 2;
/** A narrower gap, in sizes of the text beside, parts no words. */
const MAX_GAP = 0.5;
/** With more of them the page is no prose. */
const MAX_LETTERS = 50;

/** Large letters that hang down at the beginning of a paragraph, made part of its first line. */
export function raiseDropCaps(fragments: Fragment[]): Fragment[] {
  const letters = fragments.filter(isLargeLetter).length;
  if (letters === 0 || letters > MAX_LETTERS) return fragments;
  return fragments.map((fragment) => (isLargeLetter(fragment) ? raise(fragment, fragments) : fragment));
}

function isLargeLetter({ text, size }: Fragment): boolean {
  return size >= 14 && text.length <= 2 && /^["“‘«„]?\p{L}$/u.test(text);
}

function raise(letter: Fragment, fragments: Fragment[]): Fragment {
  const beside = runsBeside(letter, fragments);
  const first = beside[0];
  const isDropped = beside.filter(({ y }, i) => y - (beside[i - 1]?.y ?? -Infinity) > 1).length >= MIN_LINES;
  if (!first || !isDropped || first.y >= letter.y) return letter;
  const gap = first.x - (letter.x + letter.width);
  const width = gap > 0 && gap < MAX_GAP * first.size ? first.x - letter.x : letter.width;
  return { ...letter, y: first.y, size: first.size, width };
}

/** The runs that begin just right of the letter, from top to bottom. */
function runsBeside(letter: Fragment, fragments: Fragment[]): Fragment[] {
  const right = letter.x + letter.width;
  return fragments
    .filter(({ x, y, size }) => {
      const isSmall = size * TIMES_AS_LARGE <= letter.size;
      return isSmall && x >= right - size / 2 && x <= right + size && y > letter.y - letter.size && y < letter.y + size / 2;
    })
    .sort((a, b) => a.y - b.y);
}
