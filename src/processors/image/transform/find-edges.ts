/** tan(22.5°) in 2¹⁵ths. */
const SLOPE = 13573;
const MAYBE = 1;
const EDGE = 255;

/**
 * OpenCV's `Canny` with an aperture of 3 and gradients by L1 (J. Canny, "A computational approach to edge detection",
 * 1986; method of modules/imgproc/src/canny.cpp, Apache-2.0).
 *
 * @returns 255 on edges, else 0
 */
export function findEdges(grey: Uint8Array, width: number, height: number, low: number, high: number): Uint8Array {
  const map = new Uint8Array(width * height);
  const strong: number[] = [];
  const rows = [makeRow(width), makeRow(width), makeRow(width)];
  for (let y = 0; y <= height; y++) {
    const [above, row, below] = [(y + 1) % 3, (y + 2) % 3, y % 3].map((at) => rows[at]) as [GradientRow, GradientRow, GradientRow];
    if (y < height) measureRow(grey, width, height, y, below);
    else below.sizes.fill(0);
    if (y > 0) markPeaks(above, row, below, map, (y - 1) * width, low, high, strong);
  }
  spread(map, width, height, strong);
  for (let at = 0; at < map.length; at++) if (map[at] === MAYBE) map[at] = 0;
  return map;
}

interface GradientRow {
  /** |x| + |y|, with nothing at both ends. */
  readonly sizes: Int32Array;
  readonly across: Int32Array;
  readonly down: Int32Array;
}

const makeRow = (width: number): GradientRow => ({
  sizes: new Int32Array(width + 2),
  across: new Int32Array(width),
  down: new Int32Array(width),
});

/** Sobel's gradients; beyond the rim its own pixels go on. */
function measureRow(grey: Uint8Array, width: number, height: number, y: number, { sizes, across, down }: GradientRow): void {
  const above = Math.max(0, y - 1) * width;
  const row = y * width;
  const below = Math.min(height - 1, y + 1) * width;
  for (let x = 0; x < width; x++) {
    const left = x === 0 ? 0 : x - 1;
    const right = x === width - 1 ? x : x + 1;
    const falling = (grey[below + right] as number) - (grey[above + left] as number);
    const rising = (grey[above + right] as number) - (grey[below + left] as number);
    const dx = falling + rising + 2 * ((grey[row + right] as number) - (grey[row + left] as number));
    const dy = falling - rising + 2 * ((grey[below + x] as number) - (grey[above + x] as number));
    across[x] = dx;
    down[x] = dy;
    sizes[x + 1] = Math.abs(dx) + Math.abs(dy);
  }
}

/** Marks where the gradient is greatest along its own direction. */
function markPeaks(
  { sizes: above }: GradientRow,
  { sizes, across, down }: GradientRow,
  { sizes: below }: GradientRow,
  map: Uint8Array,
  from: number,
  low: number,
  high: number,
  strong: number[],
): void {
  for (let x = 0; x < across.length; x++) {
    const size = sizes[x + 1] as number;
    if (size <= low) continue;
    const dx = across[x] as number;
    const dy = down[x] as number;
    const flat = Math.abs(dx) * SLOPE;
    const steep = Math.abs(dy) << 15;
    let before: number;
    let after: number;
    let isDiagonal = false;
    if (steep < flat) {
      before = sizes[x] as number;
      after = sizes[x + 2] as number;
    } else if (steep > flat + (Math.abs(dx) << 16)) {
      before = above[x + 1] as number;
      after = below[x + 1] as number;
    } else {
      const side = (dx ^ dy) < 0 ? -1 : 1;
      before = above[x + 1 - side] as number;
      after = below[x + 1 + side] as number;
      isDiagonal = true;
    }
    if (size <= before || (isDiagonal ? size <= after : size < after)) continue;
    map[from + x] = size > high ? EDGE : MAYBE;
    if (size > high) strong.push(from + x);
  }
}

/** Whatever may be an edge and touches one is one. */
function spread(map: Uint8Array, width: number, height: number, strong: number[]): void {
  for (let at = strong.pop(); at !== undefined; at = strong.pop()) {
    const x = at % width;
    const y = (at - x) / width;
    for (let nearY = Math.max(0, y - 1); nearY <= Math.min(height - 1, y + 1); nearY++) {
      for (let nearX = Math.max(0, x - 1); nearX <= Math.min(width - 1, x + 1); nearX++) {
        const near = nearY * width + nearX;
        if (map[near] !== MAYBE) continue;
        map[near] = EDGE;
        strong.push(near);
      }
    }
  }
}
