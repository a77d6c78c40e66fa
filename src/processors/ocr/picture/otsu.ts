/** How many pixels have each of the 256 values. */
export function histogram(data: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (let at = 0; at < data.length; at++) {
    const value = data[at] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

/**
 * The value that parts dark from light best: those up to it are dark (N. Otsu, "A threshold selection method from
 * gray-level histograms", 1979). 0 when all pixels are equal.
 */
export function otsu(counts: Uint32Array): number {
  let all = 0;
  let sumAll = 0;
  counts.forEach((count, value) => {
    all += count;
    sumAll += count * value;
  });
  let dark = 0;
  let sumDark = 0;
  let best = 0;
  let threshold = 0;
  counts.forEach((count, value) => {
    dark += count;
    sumDark += count * value;
    const light = all - dark;
    if (dark === 0 || light === 0) return;
    const distance = sumDark / dark - (sumAll - sumDark) / light;
    const between = dark * light * distance * distance;
    if (between <= best) return;
    best = between;
    threshold = value;
  });
  return threshold;
}

/** The value that `share` (0–1) of the pixels do not exceed. */
export function percentile(counts: Uint32Array, share: number): number {
  const wanted = counts.reduce((sum, count) => sum + count, 0) * share;
  let seen = 0;
  for (let value = 0; value < 256; value++) {
    seen += counts[value] ?? 0;
    if (seen >= wanted && seen > 0) return value;
  }
  return 255;
}
