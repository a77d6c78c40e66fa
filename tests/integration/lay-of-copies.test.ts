import { expect, it } from 'vitest';
import { TURNS, turnGrid } from '../../src/base/picture-signature/turn';
import { poseFor, type Pose } from '../../src/renderer/features/duplicates/compare/pose';

/** Four fields, row by row, turned clockwise and then mirrored. */
function posed(fields: number[], { turn, isMirrored }: Pose): number[] {
  let [a, b, c, d] = fields as [number, number, number, number];
  for (let by = 0; by < turn; by += 90) [a, b, c, d] = [c, a, d, b];
  return isMirrored ? [b, a, d, c] : [a, b, c, d];
}

it('shows a copy as it was laid to be compared', () => {
  for (const turn of TURNS) expect(posed([1, 2, 3, 4], poseFor(turn))).toEqual([...turnGrid(Float32Array.of(1, 2, 3, 4), 2, turn)]);
});
