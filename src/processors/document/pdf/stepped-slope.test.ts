import { describe, expect, it } from 'vitest';
import { steppedSlope, type Step } from './stepped-slope';

/** Lines of words of usual widths, each as much lower than the one before as the slope says, and a little unsteady. */
const lines = (count: number, degrees: number): Step[] => {
  const fall = Math.tan((degrees * Math.PI) / 180);
  return Array.from({ length: count * 8 }, (_, i) => {
    const [x, row] = [60 + (i % 8) * 45, Math.floor(i / 8)];
    return { x, y: 100 + row * 15 + x * fall + ((i * 7) % 3) * 0.4, width: 40, size: 10 };
  });
};

describe('the slope of upright words', () => {
  it.each([1, 2, 5, -1.5, -4])('is found where lines fall by %d degrees', (degrees) => {
    expect(Math.abs(steppedSlope(lines(12, degrees)) - degrees)).toBeLessThan(0.25);
  });

  it('is none on a straight page, whatever single lines do', () => {
    expect(steppedSlope(lines(12, 0))).toBe(0);
    expect(steppedSlope([...lines(12, 0), ...lines(3, 4)])).toBe(0);
  });

  it('is none where columns stand side by side, each a little lower', () => {
    const columns = Array.from({ length: 80 }, (_, i) => ({ x: 40 + (i % 4) * 130, y: 100 + Math.floor(i / 4) * 14 + (i % 4) * 3.5, width: 118, size: 10 }));
    expect(steppedSlope(columns)).toBe(0);
  });

  it('is none where lines disagree, or nothing stands side by side', () => {
    expect(steppedSlope([...lines(4, -3), ...lines(4, 2), ...lines(4, 5)])).toBe(0);
    expect(steppedSlope(lines(12, 3).filter((_, i) => i % 8 === 0))).toBe(0);
    expect(steppedSlope([])).toBe(0);
  });
});
