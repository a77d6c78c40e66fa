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

const wholeLays = new WeakMap<ComparedPicture, readonly Lay[]>();
const partLays = new WeakMap<ComparedPicture, readonly Lay[]>();

/**
 * All ways in which the second may lie over the first that agree as much as `least` (correlation), the likeliest first. One
 * picture is compared with many: what has to be laid is mostly the first, once.
 */
export function fitCoarsely(a: ComparedPicture, b: ComparedPicture, least: number): CoarseFit[] {
  const fits: CoarseFit[] = [];
  const note = ({ turn, extent, levels }: Lay, other: Int8Array | Float32Array, placementOf: (extent: Extent) => Placement) => {
    const score = correlateCoarsely(levels, other);
    if (score >= least) fits.push({ turn, placement: placementOf(extent), score });
  };
  const wholes = laysOf(a, wholeLays, [{ extent: WHOLE, turns: TURNS }]);
  for (const lay of wholes) note(lay, b.coarse, placedOver);
  for (const lay of laysOf(a, partLays, PARTS)) note(lay, b.coarse, placedOver);
  for (const { extent, turns } of PARTS) {
    const part = readExtent(b.coarse, extent);
    for (const turn of turns) note({ turn, extent, levels: wholes[turn]!.levels }, part, placedWithin);
  }
  return fits.sort((one, other) => other.score - one.score);
}

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
