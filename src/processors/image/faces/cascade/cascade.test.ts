import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawFaces } from '../faces.test-kit';
import { modelFile } from '../model-file';
import { makeSearchPicture } from '../search-picture';
import type { Cascade } from './cascade';
import { groupSquares } from './group-squares';
import { halve } from './halve';
import type { Level } from './level';
import { readCascade } from './read-cascade';
import { createScanner } from './scanner';

const cascade = readCascade(readFileSync(modelFile('haarcascade_frontalface_default.xml'), 'utf8'));

/** The cascade's judgement of one window, step by step from the pixels' sums. */
function passes({ side, stageEnds, stageThresholds, rectangles, weights, thresholds, votesBelow, votesAbove }: Cascade, level: Level, x: number, y: number): boolean {
  const stride = level.width + 1;
  const sumOf = (sums: Int32Array, left: number, top: number, width: number, height: number): number => {
    const at = (column: number, row: number): number => sums[(y + row) * stride + x + column] ?? 0;
    return at(left, top) - at(left + width, top) - at(left, top + height) + at(left + width, top + height);
  };
  const inner = side - 2;
  const sum = sumOf(level.sums, 1, 1, inner, inner);
  const spread = Math.sqrt(inner * inner * (sumOf(level.squares, 1, 1, inner, inner) >>> 0) - sum * sum);
  if (!(spread > 10 * inner * inner)) return false;
  let stump = 0;
  return stageEnds.every((end, stage) => {
    let votes = 0;
    for (; stump < end; stump++) {
      let value = 0;
      for (let index = 0; index < 3; index++) {
        const [left = 0, top = 0, width = 0, height = 0] = rectangles.subarray(stump * 12 + index * 4, stump * 12 + index * 4 + 4);
        value += (weights[stump * 3 + index] ?? 0) * sumOf(level.sums, left, top, width, height);
      }
      votes += (value < (thresholds[stump] ?? 0) * spread ? votesBelow[stump] : votesAbove[stump]) ?? 0;
    }
    return votes >= (stageThresholds[stage] ?? 0);
  });
}

describe('readCascade', () => {
  it("reads OpenCV's file", () => {
    expect(cascade.side).toBe(24);
    expect(cascade.stageEnds).toHaveLength(25);
    expect(cascade.stageEnds[0]).toBe(9);
    expect(cascade.thresholds).toHaveLength(2913);
    expect(cascade.stageThresholds[0]).toBeCloseTo(-5.04256, 5);
    expect([...cascade.rectangles.subarray(0, 8)]).toEqual([6, 4, 12, 9, 6, 7, 12, 3]);
    expect([...cascade.weights.subarray(0, 3)]).toEqual([-1, 3, 0]);
  });

  it('refuses another', () => {
    expect(() => readCascade('<opencv_storage></opencv_storage>')).toThrow('no cascade');
  });
});

describe('createScanner', () => {
  it('passes just the windows that the cascade passes, wherever they lie', async () => {
    const pixels = drawFaces(150, 110, [{ x: 45, y: 50, width: 22 }, { x: 110, y: 61, width: 24 }]);
    const picture = await makeSearchPicture(pixels, 1, 1e6, async () => {});
    for (const [width, height] of [[150, 110], [137, 100], [124, 91]] as const) {
      const scanner = await createScanner(cascade, picture, 1000);
      const level = scanner.fill(picture, width, height);
      const expected: string[] = [];
      for (let y = 0; y <= height - 24; y++) for (let x = 0; x <= width - 24; x++) if (passes(cascade, level, x, y)) expected.push(`${x} ${y}`);
      const hits = scanner.scan(level);
      const found = Array.from({ length: hits.length / 2 }, (_, index) => `${hits[index * 2]} ${hits[index * 2 + 1]}`);
      expect(expected.length).toBeGreaterThan(5);
      expect(found.sort()).toEqual(expected.sort());
    }
  });

  it('sums up pixels and their squares', async () => {
    const picture = { data: Uint8Array.from([10, 20, 30, 40, 50, 60]), width: 3, height: 2 };
    const { sums, squares } = (await createScanner(cascade, picture, 1)).fill(picture, 3, 2);
    expect([...sums]).toEqual([0, 0, 0, 0, 0, 10, 30, 60, 0, 50, 120, 210]);
    expect([...squares.subarray(8)]).toEqual([0, 1700, 4600, 9100]);
  });

  it('brings a picture to another size between pixel centres', async () => {
    const scanner = await createScanner(cascade, { width: 8, height: 4 }, 1);
    expect([...scanner.fill({ data: Uint8Array.from([0, 100, 200, 100]), width: 4, height: 1 }, 2, 1).sums]).toEqual([0, 0, 0, 0, 50, 200]);
    expect([...scanner.fill({ data: Uint8Array.from([0, 100, 200, 255]), width: 2, height: 2 }, 2, 1).sums]).toEqual([0, 0, 0, 0, 100, 278]);
    expect([...scanner.fill({ data: Uint8Array.from([0, 100]), width: 2, height: 1 }, 4, 1).sums.subarray(5)]).toEqual([0, 0, 25, 100, 200]);
  });

  it('gives no more than asked for', async () => {
    const picture = await makeSearchPicture(drawFaces(150, 110, [{ x: 75, y: 50, width: 22 }]), 1, 1e6, async () => {});
    const scanner = await createScanner(cascade, picture, 3);
    expect(scanner.scan(scanner.fill(picture, 150, 110))).toHaveLength(6);
  });
});

describe('halve', () => {
  it('takes the mean of four', () => {
    const data = Uint8Array.from([0, 4, 9, 8, 4, 9, 1, 1, 1]);
    expect(halve({ data, width: 3, height: 3 })).toEqual({ data: Uint8Array.from([4]), width: 1, height: 1 });
  });
});

describe('groupSquares', () => {
  it('puts alike squares together and keeps others apart', () => {
    const groups = groupSquares([
      { x: 10, y: 10, side: 50 },
      { x: 14, y: 8, side: 52 },
      { x: 100, y: 10, side: 50 },
      { x: 12, y: 12, side: 54 },
      { x: 10, y: 10, side: 120 },
    ]);
    expect(groups.sort((a, b) => b.votes - a.votes)).toEqual([
      { square: { x: 12, y: 10, side: 52 }, votes: 3 },
      { square: { x: 100, y: 10, side: 50 }, votes: 1 },
      { square: { x: 10, y: 10, side: 120 }, votes: 1 },
    ]);
  });
});
