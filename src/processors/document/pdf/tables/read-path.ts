import type { Matrix } from './matrix';

/** Corners in page points, one after the other as x, y. */
export interface Subpath {
  readonly points: number[];
  isClosed: boolean;
  /** Curves are no part of tables; a subpath with one is only remembered to be one. */
  hasCurve: boolean;
}

/** How the PDF library codes a path: a number for each step, followed by its coordinates (`DrawOPS` of its source). */
const STEP = { moveTo: 0, lineTo: 1, curveTo: 2, quadraticCurveTo: 3, closePath: 4 } as const;

/** The subpaths of a path, transformed. Ends quietly at a step it does not know. */
export function readPath(data: ArrayLike<number>, [a, b, c, d, e, f]: Matrix): Subpath[] {
  const subpaths: Subpath[] = [];
  let current: Subpath | null = null;
  const at = (index: number): number => data[index] ?? 0;
  const add = (subpath: Subpath | null, index: number): void => {
    const [x, y] = [at(index), at(index + 1)];
    subpath?.points.push(a * x + c * y + e, b * x + d * y + f);
  };
  const begin = (): Subpath => {
    const subpath: Subpath = { points: [], isClosed: false, hasCurve: false };
    subpaths.push(subpath);
    return subpath;
  };
  for (let index = 0; index < data.length; ) {
    const step = at(index);
    if (step === STEP.moveTo) {
      current = begin();
      add(current, index + 1);
      index += 3;
    } else if (step === STEP.lineTo) {
      add((current ??= begin()), index + 1);
      index += 3;
    } else if (step === STEP.curveTo || step === STEP.quadraticCurveTo) {
      const length: number = step === STEP.curveTo ? 7 : 5;
      current ??= begin();
      current.hasCurve = true;
      add(current, index + length - 2);
      index += length;
    } else if (step === STEP.closePath) {
      if (current) current.isClosed = true;
      index += 1;
    } else break;
  }
  return subpaths;
}
