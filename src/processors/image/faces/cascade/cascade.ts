/**
 * A boosted cascade of stumps over Haar-like features (Viola and Jones 2001, Lienhart 2002), its features in one row:
 * stage after stage, stump after stump.
 */
export interface Cascade {
  /** Of the square window that it judges, pixels. */
  readonly side: number;
  /** The number of the first stump after each stage. */
  readonly stageEnds: Int32Array;
  /** A window whose votes add up to less falls through. */
  readonly stageThresholds: Float64Array;
  /** Three rectangles a stump: left, top, width, height in the window. */
  readonly rectangles: Int32Array;
  /** Three a stump; the last one is 0 where there are two rectangles. */
  readonly weights: Float64Array;
  readonly thresholds: Float64Array;
  /** The votes of a stump: below its threshold, and from it on. */
  readonly votesBelow: Float64Array;
  readonly votesAbove: Float64Array;
}
