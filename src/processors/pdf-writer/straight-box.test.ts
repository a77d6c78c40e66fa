import { describe, expect, it } from 'vitest';
import type { Box } from '../../shared/model/page-layout';
import { straightBox } from './straight-box';

/** The upright box around a word whose line must be turned clockwise by `turn` to run from left to right. */
const around = (middleX: number, middleY: number, width: number, height: number, turn: number): Box => {
  const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)].map(Math.abs) as [number, number];
  const [across, down] = [width * cos + height * sin, width * sin + height * cos];
  return { x: middleX - across / 2, y: middleY - down / 2, width: across, height: down };
};
const expectBox = (box: Box, expected: Box): void => {
  for (const key of ['x', 'y', 'width', 'height'] as const) expect(box[key], key).toBeCloseTo(expected[key], 6);
};

describe('a straight box', () => {
  it('of an upright word is the box itself', () => {
    expectBox(straightBox({ x: 30, y: 40, width: 60, height: 14 }, 0, 0), { x: 30, y: 40, width: 60, height: 14 });
  });

  it.each([
    // A word at 100 from the left and 40 from the top has its middle there after the turn.
    [90, 90, [-40, 100]],
    [180, 180, [-100, -40]],
    [270, 270, [40, -100]],
    [1.5, 0, [100, 40]],
    [355, 0, [100, 40]],
    [348, 0, [100, 40]],
    [92.5, 90, [-40, 100]],
    [265.2, 270, [40, -100]],
  ] as const)('of a word to be turned by %s° has its own size, and its middle where the page has it after a turn by %s°', (turn, quarter, [x, y]) => {
    const box = straightBox(around(100, 40, 60, 14, turn), turn, quarter);
    expectBox(box, { x: x - 30, y: y - 7, width: 60, height: 14 });
  });

  it('stays within the upright one where that is cut at the rim of the page', () => {
    const { width, height } = straightBox({ x: 0, y: 0, width: 3, height: 20 }, 10, 0);
    expect(width).toBeGreaterThan(0);
    expect(height).toBeGreaterThan(0);
  });

  it('keeps the sides where lines slant so much that they say nothing', () => {
    expectBox(straightBox({ x: 0, y: 0, width: 50, height: 50 }, 45, 90), { x: -50, y: 0, width: 50, height: 50 });
  });
});
