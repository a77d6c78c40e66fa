import { CoarseDesk, GRID_BYTES } from '../../../base/picture-signature/coarse-desk';
import { WHOLE, type Extent } from '../../../base/picture-signature/extent';
import { inverseOf, TURNS, type Turn } from '../../../base/picture-signature/turn';

const SHELF_BITS = 12;
const GRIDS_A_SHELF = 1 << SHELF_BITS;

/** How many pictures look from afar, by slot. */
export class CoarseGrids {
  private readonly desk = new CoarseDesk();
  private readonly part = this.desk.placeLay();
  private readonly shelves: number[] = [];

  put(slot: number, coarse: Int8Array): void {
    while (slot >= this.shelves.length * GRIDS_A_SHELF) this.shelves.push(this.desk.placeGrids(GRIDS_A_SHELF));
    this.desk.putGrid(this.placeOf(slot), coarse);
  }

  /** Where pictures are laid to be compared with these: one after the other. */
  lays(): Lays {
    return new Lays(this.desk);
  }

  /** The picture in a slot, by its place. */
  placeOf(slot: number): number {
    return this.shelves[slot >>> SHELF_BITS]! + (slot & (GRIDS_A_SHELF - 1)) * GRID_BYTES;
  }

  /** Correlation (−1 to 1) of a lay with an extent of the picture in a slot. */
  score(lay: number, slot: number, extent: Extent): number {
    const grid = this.placeOf(slot);
    if (extent === WHOLE) return this.desk.scoreGrid(lay, grid);
    this.desk.layExtent(grid, extent, this.part);
    return this.desk.scoreLays(lay, this.part);
  }
}

/** One picture, laid as it has to be to compare it with others. */
export class Lays {
  private readonly own: number;
  private grid: number;
  private picture = 0;
  private readonly byExtent = new Map<Extent, { readonly lay: number; picture: number }>();
  private readonly byTurn: { readonly lay: number; picture: number }[];

  constructor(private readonly desk: CoarseDesk) {
    this.own = desk.placeGrids(1);
    this.grid = this.own;
    this.byTurn = TURNS.map(() => ({ lay: desk.placeLay(), picture: 0 }));
  }

  /** From now on of this picture. */
  begin(coarse: Int8Array): this {
    this.desk.putGrid(this.own, coarse);
    return this.beginAt(this.own);
  }

  /** The same for one that lies there already. */
  beginAt(grid: number): this {
    this.grid = grid;
    this.picture += 1;
    return this;
  }

  of(extent: Extent): number {
    let own = this.byExtent.get(extent);
    if (!own) this.byExtent.set(extent, (own = { lay: this.desk.placeLay(), picture: 0 }));
    if (own.picture !== this.picture) {
      own.picture = this.picture;
      if (extent === WHOLE) this.desk.layWhole(this.grid, own.lay);
      else this.desk.layExtent(this.grid, extent, own.lay);
    }
    return own.lay;
  }

  turned(turn: Turn): number {
    const whole = this.of(WHOLE);
    const own = this.byTurn[turn];
    if (turn === 0 || !own) return whole;
    if (own.picture !== this.picture) {
      own.picture = this.picture;
      this.desk.turnBack(whole, inverseOf(turn), own.lay);
    }
    return own.lay;
  }
}
