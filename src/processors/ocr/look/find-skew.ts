import type { Boxes } from './boxes';

export interface Skew {
  /** Degrees; positive when lines fall to the right, so that the picture must be turned back by as much. */
  readonly degrees: number;
  /** How much better the letters' feet line up at this angle than at others: 1 is chance, text has 2 and more. */
  readonly clarity: number;
}

const MAX_DEGREES = 15;
const COARSE_STEP = 0.2;
const FINE_STEP = 0.02;

/**
 * The angle at which the feet of the letters fall into the fewest rows: the sum of squares of the row counts is
 * greatest (after W. Postl, "Detection of linear oblique structures and skew scan in digitized documents", 1986, with
 * the letters' lower edges for pixels).
 */
export function findSkew(letters: Boxes): Skew {
  if (letters.count < 2) return { degrees: 0, clarity: 1 };
  const score = scorer(letters);
  let best = { degrees: 0, score: score(0) };
  let [sum, tries] = [0, 0];
  const tryAngle = (degrees: number): void => {
    const reached = score(degrees);
    sum += reached;
    tries++;
    if (reached > best.score) best = { degrees, score: reached };
  };
  for (let step = 0; step <= MAX_DEGREES / COARSE_STEP; step++) {
    tryAngle(step * COARSE_STEP);
    if (step > 0) tryAngle(-step * COARSE_STEP);
  }
  const mean = sum / tries;
  const coarse = best.degrees;
  for (let offset = -COARSE_STEP; offset <= COARSE_STEP; offset += FINE_STEP) {
    const reached = score(coarse + offset);
    if (reached > best.score) best = { degrees: coarse + offset, score: reached };
  }
  return { degrees: Math.round(best.degrees / FINE_STEP) * FINE_STEP, clarity: mean > 0 ? best.score / mean : 1 };
}

function scorer({ count, left, right, bottom }: Boxes): (degrees: number) => number {
  let [maxX, maxY] = [0, 0];
  let [minX, minY] = [0, 0];
  for (let index = 0; index < count; index++) {
    maxX = Math.max(maxX, right[index] ?? 0);
    minX = Math.min(minX, left[index] ?? 0);
    maxY = Math.max(maxY, bottom[index] ?? 0);
    minY = Math.min(minY, bottom[index] ?? 0);
  }
  const slant = Math.tan(((MAX_DEGREES + 1) * Math.PI) / 180);
  const margin = Math.ceil((maxX - minX) * slant) + 2;
  const rows = new Int32Array(maxY - minY + 2 * margin + 2);
  return (degrees) => {
    rows.fill(0);
    const fall = Math.tan((degrees * Math.PI) / 180);
    for (let index = 0; index < count; index++) {
      const x = ((left[index] ?? 0) + (right[index] ?? 0)) / 2 - minX;
      const row = Math.round((bottom[index] ?? 0) - minY - x * fall) + margin;
      rows[row] = (rows[row] ?? 0) + 1;
    }
    let sum = 0;
    // Two rows together, so that a foot between two of them is no loss.
    for (let row = 1; row < rows.length; row++) {
      const both = (rows[row] ?? 0) + (rows[row - 1] ?? 0);
      sum += both * both;
    }
    return sum;
  };
}
