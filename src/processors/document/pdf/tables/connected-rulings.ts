import type { Ruling } from './rulings';
import { Union } from './union';

/** Lines that meet, or miss one another by no more than the eye forgives. */
export interface Lattice {
  readonly horizontals: Ruling[];
  readonly verticals: Ruling[];
}

/** Points. */
const MISS = 3;

/** The groups of crossing or touching lines, each with at least two level ones or two upright ones and one of the others. */
export function connectRulings(horizontals: readonly Ruling[], verticals: readonly Ruling[]): Lattice[] {
  const union = new Union(horizontals.length + verticals.length);
  for (const [v, vertical] of verticals.entries()) {
    for (const [h, horizontal] of horizontals.entries()) {
      if (reaches(horizontal, vertical.position) && reaches(vertical, horizontal.position)) union.join(h, horizontals.length + v);
    }
  }
  return union
    .groups()
    .map((members) => ({
      horizontals: members.flatMap((member) => horizontals[member] ?? []),
      verticals: members.flatMap((member) => verticals[member - horizontals.length] ?? []),
    }))
    .filter((lattice) => lattice.horizontals.length > 0 && lattice.verticals.length > 0 && lattice.horizontals.length + lattice.verticals.length > 2);
}

function reaches({ from, to }: Ruling, position: number): boolean {
  return position >= from - MISS && position <= to + MISS;
}
