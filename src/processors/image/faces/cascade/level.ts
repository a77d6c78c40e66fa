/**
 * A picture at one size, as sums: each place holds the sum of all pixels above and to the left of it. One column and
 * row more than the picture, of zeros.
 */
export interface Level {
  readonly width: number;
  readonly height: number;
  readonly sums: Int32Array;
  /** Sums of squares, modulo 2³²: right again as the difference over a window. */
  readonly squares: Int32Array;
}
