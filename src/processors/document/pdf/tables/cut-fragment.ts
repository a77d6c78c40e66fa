import type { Fragment } from '../page-fragments';
import { advances } from '../word-advances';

/** Points that a run may reach over an edge without being cut there. */
const OVERHANG = 2;
/** How far from the edge the space may be at which a run is cut, in font sizes; places of characters are guesses. */
const REACH = 1.6;
const NO_WIDTHS = new Map<string, never>();

/**
 * The run in pieces, cut where it crosses an edge: at the space that is nearest to it. Where none is near, a word
 * stands across the edge and stays whole.
 */
export function cutFragment(fragment: Fragment, edges: readonly number[]): Fragment[] {
  const right = fragment.x + fragment.width;
  const crossed = edges.filter((edge) => edge > fragment.x + OVERHANG && edge < right - OVERHANG);
  if (crossed.length === 0 || !/\s/.test(fragment.text)) return [fragment];
  const along = advances(fragment, NO_WIDTHS);
  const at = (index: number): number => fragment.x + (along[index] ?? fragment.width);
  const spaces = [...fragment.text.matchAll(/\s+/g)].map(({ index, 0: space }) => {
    return { from: index, to: index + space.length, middle: (at(index) + at(index + space.length)) / 2 };
  });
  const cuts = new Set<(typeof spaces)[number]>();
  for (const edge of crossed) {
    const nearest = spaces.reduce<(typeof spaces)[number] | undefined>(
      (best, space) => (best && Math.abs(best.middle - edge) <= Math.abs(space.middle - edge) ? best : space),
      undefined,
    );
    if (nearest && Math.abs(nearest.middle - edge) <= REACH * fragment.size) cuts.add(nearest);
  }
  const pieces: Fragment[] = [];
  let from = 0;
  for (const { from: end, to } of [...cuts].sort((a, b) => a.from - b.from)) {
    pieces.push(pieceOf(fragment, from, end, at));
    from = to;
  }
  pieces.push(pieceOf(fragment, from, fragment.text.length, at));
  return pieces.filter(({ text }) => text !== '');
}

function pieceOf(fragment: Fragment, from: number, to: number, at: (index: number) => number): Fragment {
  return { ...fragment, text: fragment.text.slice(from, to), x: at(from), width: at(to) - at(from), spaceBefore: fragment.spaceBefore || from > 0 };
}
