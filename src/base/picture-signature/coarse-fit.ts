import { IN_PLACE, type Placement } from './align';
import { CoarseDesk } from './coarse-desk';
import { insetBy, REMAINDERS, type Extent } from './extent';
import type { ComparedPicture } from './signature-format';
import { TURNS, type Turn } from './turn';

/** How the second picture may lie over the first, seen from afar. */
export interface CoarseFit {
  readonly turn: Turn;
  readonly placement: Placement;
  /** Correlation. */
  readonly score: number;
}

const UPRIGHT = TURNS.slice(0, 1);
/** Trimmed all round, whichever way it lies; or on one side, as it lies. */
const PARTS: readonly { readonly extent: Extent; readonly turns: readonly Turn[] }[] = [
  ...[0.03, 0.09].map((inset) => ({ extent: insetBy(inset), turns: TURNS })),
  ...REMAINDERS.map((extent) => ({ extent, turns: UPRIGHT })),
];

/** Two pictures on a desk, and the ways in which the first is laid; what was laid of the one that was first last, stays. */
class Pair {
  private readonly desk = new CoarseDesk();
  private readonly first = this.desk.placeGrids(1);
  private readonly second = this.desk.placeGrids(1);
  private readonly part = this.desk.placeLay();
  private readonly wholes = TURNS.map(() => this.desk.placeLay());
  private readonly parts = PARTS.map(({ turns }) => turns.map(() => this.desk.placeLay()));
  private laid: ComparedPicture | null = null;
  private arePartsLaid = false;

  lay(a: ComparedPicture, b: ComparedPicture): void {
    const { desk, first, second, wholes } = this;
    desk.putGrid(second, b.coarse);
    if (this.laid === a) return;
    desk.putGrid(first, a.coarse);
    desk.layWhole(first, wholes[0]!);
    for (const turn of TURNS) if (turn > 0) desk.turnBack(wholes[0]!, turn, wholes[turn]!);
    this.laid = a;
    this.arePartsLaid = false;
  }

  scoreOfWhole(turn: Turn): number {
    return this.desk.scoreGrid(this.wholes[turn]!, this.second);
  }

  /** Of parts of the first with the whole second, and of the whole first with parts of the second. */
  eachPart(visit: (turn: Turn, placement: Placement, score: number) => void): void {
    const { desk, second, part, wholes, parts } = this;
    this.layParts();
    for (const [at, { extent, turns }] of PARTS.entries()) {
      const placement = placedOver(extent);
      for (const turn of turns) visit(turn, placement, desk.scoreGrid(parts[at]![turn]!, second));
    }
    for (const { extent, turns } of PARTS) {
      const placement = placedWithin(extent);
      desk.layExtent(second, extent, part);
      for (const turn of turns) visit(turn, placement, desk.scoreLays(wholes[turn]!, part));
    }
  }

  private layParts(): void {
    if (this.arePartsLaid) return;
    this.arePartsLaid = true;
    for (const [at, { extent, turns }] of PARTS.entries()) {
      const lays = this.parts[at]!;
      this.desk.layExtent(this.first, extent, lays[0]!);
      for (const turn of turns) if (turn > 0) this.desk.turnBack(lays[0]!, turn, lays[turn]!);
    }
  }
}

let pair: Pair | undefined;

function laid(a: ComparedPicture, b: ComparedPicture): Pair {
  pair ??= new Pair();
  pair.lay(a, b);
  return pair;
}

/** Ways in which all of the second may lie over all of the first that agree as much as `least` (correlation), the likeliest first. */
export function fitWholes(a: ComparedPicture, b: ComparedPicture, least: number): CoarseFit[] {
  return wholesOf(laid(a, b), least).sort(byScore);
}

/**
 * All ways in which the second may lie over the first that agree as much as `least` (correlation), the likeliest first. One
 * picture is compared with many: what has to be laid is mostly the first, once.
 */
export function fitCoarsely(a: ComparedPicture, b: ComparedPicture, least: number): CoarseFit[] {
  const pair = laid(a, b);
  const fits = wholesOf(pair, least);
  pair.eachPart((turn, placement, score) => {
    if (score >= least) fits.push({ turn, placement, score });
  });
  return fits.sort(byScore);
}

function wholesOf(pair: Pair, least: number): CoarseFit[] {
  const fits: CoarseFit[] = [];
  for (const turn of TURNS) {
    const score = pair.scoreOfWhole(turn);
    if (score >= least) fits.push({ turn, placement: IN_PLACE, score });
  }
  return fits;
}

const byScore = (one: CoarseFit, other: CoarseFit): number => other.score - one.score;

/** Where all of the second is what the first shows in `extent`. */
function placedOver({ left, right, top, bottom }: Extent): Placement {
  const [width, height] = [right - left, bottom - top];
  return [1 / width, 0, (1 - left - right) / width, 0, 1 / height, (1 - top - bottom) / height];
}

/** Where all of the first is what the second shows in `extent`. */
function placedWithin({ left, right, top, bottom }: Extent): Placement {
  return [right - left, 0, left + right - 1, 0, bottom - top, top + bottom - 1];
}
