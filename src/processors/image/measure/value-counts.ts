/** How often each of the 256 values of a channel occurs. */
export type ValueCounts = Float64Array;

export function momentsOf(counts: ValueCounts): { mean: number; std: number } {
  let [pixels, sum] = [0, 0];
  counts.forEach((count, value) => {
    pixels += count;
    sum += count * value;
  });
  const mean = sum / pixels;
  const squares = counts.reduce((total, count, value) => total + count * (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / pixels) };
}

/** The most frequent value; the lower of two. */
export function mostFrequent(counts: ValueCounts): number {
  let best = 0;
  for (let value = 1; value < counts.length; value += 1) if ((counts[value] as number) > (counts[best] as number)) best = value;
  return best;
}

const STEPS = 64;

/** Each channel in 64 steps, in thousandths of the fullest step of them all. */
export function inSteps(channels: readonly ValueCounts[]): number[][] {
  const steps = channels.map((counts) => {
    const sums = new Array<number>(STEPS).fill(0);
    counts.forEach((count, value) => {
      const step = Math.trunc((value * STEPS) / counts.length);
      sums[step] = (sums[step] as number) + count;
    });
    return sums;
  });
  const fullest = Math.max(...steps.flat());
  return steps.map((sums) => sums.map((sum) => Math.round((1000 * sum) / fullest)));
}
