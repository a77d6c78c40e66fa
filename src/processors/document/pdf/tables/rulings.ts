import type { Box } from '../../../../shared/model/page-layout';

/** A thin drawn line. Horizontal: `position` is y, `from` and `to` are x; vertical: the other way round. Points. */
export interface Ruling {
  readonly position: number;
  readonly from: number;
  readonly to: number;
}

/** What of a page's drawing may belong to a table; points from the top left corner of the page as shown. */
export interface Rulings {
  readonly horizontals: readonly Ruling[];
  readonly verticals: readonly Ruling[];
  /** Filled areas that are not white: backgrounds of cells and rows, bars of charts. */
  readonly shades: readonly Box[];
}

export const NO_RULINGS: Rulings = { horizontals: [], verticals: [], shades: [] };
