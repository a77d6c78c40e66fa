/** The place inside that stands in for one beyond the rim: `gfedcb|abcdefgh|gfedcba`, OpenCV's BORDER_REFLECT_101. */
export function reflect(at: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const folded = ((at % period) + period) % period;
  return folded < length ? folded : period - folded;
}
