import type { Placement } from './align';
import { correlateCoarsely, normalise, readExtent, turnBack } from './coarse-grid';
import { insetBy, REMAINDERS, WHOLE, type Extent } from './extent';
import type { ComparedPicture } from './signature-format';
import { TURNS, type Turn } from './turn';

/** How the second picture may lie over the first, seen from afar. */
export interface CoarseFit {
  readonly turn: Turn;
  readonly placement: Placement;
  /** Correlation. */
  readonly score: number;
}

/** One picture laid as another one may have to lie over it: the whole or part of it. */
interface Lay {
  readonly turn: Turn;
  readonly extent: Extent;
  readonly levels: Float32Array;
}

const UPRIGHT = TURNS.slice(0, 1);
/** Trimmed all round, whichever way it lies; or on one side, as it lies. */
const PARTS: readonly { readonly extent: Extent; readonly turns: readonly Turn[] }[] = [
  ...[0.03, 0.09].map((inset) => ({ extent: insetBy(inset), turns: TURNS })),
  ...REMAINDERS.map((extent) => ({ extent, turns: UPRIGHT })),
];

const WHOLES: typeof PARTS = [{ extent: WHOLE, turns: TURNS }];

const wholeLays = new WeakMap<ComparedPicture, readonly Lay[]>();
const partLays = new WeakMap<ComparedPicture, readonly Lay[]>();

/** Ways in which all of the second may lie over all of the first that agree as much as `least` (correlation), the likeliest first. */
export function fitWholes(a: ComparedPicture, b: ComparedPicture, least: number): CoarseFit[] {
  return fitLays(laysOf(a, wholeLays, WHOLES), b, least).sort(byScore);
}

/**
 * All ways in which the second may lie over the first that agree as much as `least` (correlation), the likeliest first. One
 * picture is compared with many: what has to be laid is mostly the first, once.
 */
export function fitCoarsely(a: ComparedPicture, b: ComparedPicture, least: number): CoarseFit[] {
  const wholes = laysOf(a, wholeLays, WHOLES);
  const fits = [...fitLays(wholes, b, least), ...fitLays(laysOf(a, partLays, PARTS), b, least)];
  for (const { extent, turns } of PARTS) {
    const part = readExtent(b.coarse, extent);
    for (const turn of turns) {
      const score = correlateCoarsely(wholes[turn]!.levels, part);
      if (score >= least) fits.push({ turn, placement: placedWithin(extent), score });
    }
  }
  return fits.sort(byScore);
}

function fitLays(lays: readonly Lay[], b: ComparedPicture, least: number): CoarseFit[] {
  const fits: CoarseFit[] = [];
  for (const { turn, extent, levels } of lays) {
    const score = correlateCoarsely(levels, b.coarse);
    if (score >= least) fits.push({ turn, placement: placedOver(extent), score });
  }
  return fits;
}

const byScore = (one: CoarseFit, other: CoarseFit): number => other.score - one.score;

function laysOf(picture: ComparedPicture, kept: WeakMap<ComparedPicture, readonly Lay[]>, parts: typeof PARTS): readonly Lay[] {
  let lays = kept.get(picture);
  if (!lays) {
    lays = parts.flatMap(({ extent, turns }) => {
      const levels = normalise(readExtent(picture.coarse, extent));
      return turns.map((turn) => ({ turn, extent, levels: turnBack(levels, turn) }));
    });
    kept.set(picture, lays);
  }
  return lays;
}

/** Where all of the second is what the first shows in `extent`. */
function placedOver({ left, right, top, bottom }: Extent): Placement {
  const [width, height] = [right - left, bottom - top];
  return [1 / width, 0, (1 - left - right) / width, 0, 1 / height, (1 - top - bottom) / height];
}

/** Where all of the first is what the second shows in `extent`. */
function placedWithin({ left, right, top, bottom }: Extent): Placement {
  return [right - left, 0, left + right - 1, 0, bottom - top, top + bottom - 1];
}
