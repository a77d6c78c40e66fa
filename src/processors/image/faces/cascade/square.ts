/** Pixels, not necessarily whole ones. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}
