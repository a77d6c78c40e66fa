import { correlateCoarsely, normalise, readExtent, turnBack } from '../../../base/picture-signature/coarse-grid';
import { WHOLE, type Extent } from '../../../base/picture-signature/extent';
import { COARSE_CELLS } from '../../../base/picture-signature/signature-format';
import { inverseOf, type Turn } from '../../../base/picture-signature/turn';

/** How many pictures look from afar, by slot. */
export class CoarseGrids {
  private grids = new Int8Array(1024 * COARSE_CELLS);
  private readonly scratch = new Float32Array(COARSE_CELLS);

  put(slot: number, coarse: Int8Array): void {
    while ((slot + 1) * COARSE_CELLS > this.grids.length) {
      const longer = new Int8Array(this.grids.length * 2);
      longer.set(this.grids);
      this.grids = longer;
    }
    this.grids.set(coarse, slot * COARSE_CELLS);
  }

  of(slot: number): Int8Array {
    return this.grids.subarray(slot * COARSE_CELLS, (slot + 1) * COARSE_CELLS);
  }

  /** Correlation (−1 to 1) of what is laid with an extent of the picture in a slot. */
  score(lay: Float32Array, slot: number, extent: Extent): number {
    if (extent === WHOLE) return correlateCoarsely(lay, this.grids, slot * COARSE_CELLS);
    return correlateCoarsely(lay, readExtent(this.of(slot), extent, this.scratch));
  }
}

/** One picture, laid as it has to be to compare it with others. */
export class Lays {
  private readonly byExtent = new Map<Extent, Float32Array>();
  private readonly byTurn: Float32Array[] = [];

  constructor(private readonly coarse: Int8Array) {}

  of(extent: Extent): Float32Array {
    let lay = this.byExtent.get(extent);
    if (!lay) this.byExtent.set(extent, (lay = normalise(readExtent(this.coarse, extent))));
    return lay;
  }

  turned(turn: Turn): Float32Array {
    return (this.byTurn[turn] ??= turnBack(this.of(WHOLE), inverseOf(turn)));
  }
}
