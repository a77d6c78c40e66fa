/** Cells a side of the patches that are looked at one by one; they overlap by half. */
const PATCH = 4;
const LEAST_PATCH_CELLS = 8;

/*
 * What may differ where nothing differs, in grey levels: a little everywhere, more in pictures with few pixels to a cell
 * (JPEG's noise evens out), and more at edges.
 */
const NOISE = 0.7;
const NOISE_OF_A_PIXEL = 1.73;
const AT_EDGES = 0.03;
const AT_EDGES_OF_A_PIXEL = 0.14;
/** How much a brightened picture is known of what it lost at white. */
const OF_EXCESS = 0.04;

interface Laid {
  /** What is left between the two, in levels of the second. */
  readonly rest: Float32Array;
  readonly levels: Float32Array;
  readonly isCovered: Uint8Array;
  /** What was taken from the darker for having ended at white; null for none. */
  readonly clipped: Float32Array | null;
  readonly side: number;
  /** Pixels to a cell, of the smaller picture. */
  readonly pixelsPerCell: number;
}

/**
 * Whether two pictures that lie over each other differ, in the patch where they differ most, by more than `limit` times what
 * saving, scaling and reading between cells explain: the same picture differs by about 1–3 times that.
 */
export function isStranger(laid: Laid, limit: number): boolean {
  const { side, isCovered } = laid;
  const ratios = new Float32Array(laid.rest.length);
  let known = 0;
  // Strangers are mostly found out in the first lines.
  for (let top = 0; top + PATCH <= side; top += PATCH / 2) {
    for (; known < top + PATCH; known += 1) judgeLine(laid, known, ratios);
    for (let left = 0; left + PATCH <= side; left += PATCH / 2) {
      let sum = 0;
      let count = 0;
      for (let y = top; y < top + PATCH; y += 1) {
        for (let at = y * side + left, end = at + PATCH; at < end; at += 1) {
          sum += ratios[at]!;
          count += isCovered[at]!;
        }
      }
      if (count >= LEAST_PATCH_CELLS && sum > limit * limit * count) return true;
    }
  }
  return false;
}

/** Squares of how many times too much each cell of a line differs. */
function judgeLine({ rest, levels, isCovered, clipped, side, pixelsPerCell }: Laid, y: number, ratios: Float32Array): void {
  const noise = NOISE ** 2 + NOISE_OF_A_PIXEL ** 2 / pixelsPerCell;
  const atEdges = AT_EDGES ** 2 + AT_EDGES_OF_A_PIXEL ** 2 / pixelsPerCell;
  for (let x = 0, at = y * side; x < side; x += 1, at += 1) {
    if (isCovered[at] === 0) continue;
    const here = levels[at]!;
    const left = levels[x > 0 ? at - 1 : at]!;
    const right = levels[x < side - 1 ? at + 1 : at]!;
    const above = levels[y > 0 ? at - side : at]!;
    const below = levels[y < side - 1 ? at + side : at]!;
    const slope = ((right - left) ** 2 + (below - above) ** 2) / 4;
    const bend = (left + right + above + below - 4 * here) ** 2 / 4;
    const unsure = clipped ? OF_EXCESS * clipped[at]! : 0;
    ratios[at] = rest[at]! ** 2 / (noise + atEdges * (slope + bend) + unsure * unsure);
  }
}
