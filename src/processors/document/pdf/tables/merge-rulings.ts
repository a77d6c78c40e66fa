import type { Ruling } from './rulings';

/** Points. Lines so near to one another and so nearly touching are one: double lines, dashes, lines cell by cell. */
const SAME_POSITION = 1.5;
const MAX_GAP = 3.5;
/** What remains shorter is a dash of something else, or part of a letter. */
const MIN_LENGTH = 5;
/** The longest are kept. */
const MAX_RULINGS = 1_500;

/** Lines that continue one another joined; sorted by position. */
export function mergeRulings(rulings: readonly Ruling[]): Ruling[] {
  const byPosition = [...rulings].sort((a, b) => a.position - b.position);
  const merged: Ruling[] = [];
  for (let start = 0; start < byPosition.length; ) {
    const first = byPosition[start] as Ruling;
    let end = start + 1;
    while (end < byPosition.length && (byPosition[end] as Ruling).position - first.position <= SAME_POSITION) end += 1;
    merged.push(...joinTouching(byPosition.slice(start, end)));
    start = end;
  }
  const long = merged.filter(({ from, to }) => to - from >= MIN_LENGTH);
  if (long.length <= MAX_RULINGS) return long;
  return long
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, MAX_RULINGS)
    .sort((a, b) => a.position - b.position);
}

function joinTouching(rulings: Ruling[]): Ruling[] {
  const joined: { weighted: number; length: number; from: number; to: number }[] = [];
  for (const { position, from, to } of rulings.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    const length = Math.max(to - from, 0.01);
    if (last && from <= last.to + MAX_GAP) {
      last.to = Math.max(last.to, to);
      last.weighted += position * length;
      last.length += length;
    } else {
      joined.push({ weighted: position * length, length, from, to });
    }
  }
  return joined.map(({ weighted, length, from, to }) => ({ position: weighted / length, from, to }));
}
