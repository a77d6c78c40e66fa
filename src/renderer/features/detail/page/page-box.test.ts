import { expect, it } from 'vitest';
import { boxAround, framesPath, percentOf, wavesPath } from './page-box';

it('gives a box as parts of its page', () => {
  expect(percentOf({ x: 59.5, y: 84.2, width: 119, height: 8.42 }, { width: 595, height: 842 })).toEqual({
    left: '10%',
    top: '10%',
    width: '20%',
    height: '1%',
  });
  expect(percentOf({ x: 1, y: 1, width: 1, height: 1 }, { width: 0, height: 0 }).left).toBe('0%');
});

it('puts one box around several', () => {
  const boxes = [
    { x: 10, y: 5, width: 10, height: 4 },
    { x: 22, y: 4, width: 8, height: 6 },
  ];
  expect(boxAround(boxes)).toEqual({ x: 10, y: 4, width: 20, height: 6 });
  expect(boxAround([])).toBeNull();
});

it('draws frames and waves within the width of their boxes', () => {
  expect(framesPath([{ x: 1, y: 2, width: 3, height: 4 }])).toBe('M1 2h3v4h-3z');
  const wave = wavesPath([{ box: { x: 10, y: 0, width: 30, height: 10 }, turn: 0 }]);
  const halves = [...wave.matchAll(/[qt][^qt]*/g)].map(([part]) => Number(part.split(' ').at(-2)?.replace('t', '') ?? 0));
  expect(wave.startsWith('M10 10.5q')).toBe(true);
  expect(halves.reduce((sum, part) => sum + part, 0)).toBeCloseTo(30, 0);
});

it('draws the wave of a turned word at its foot', () => {
  const box = { x: 10, y: 20, width: 10, height: 30 };
  expect(wavesPath([{ box, turn: 90 }])).toMatch(/^M20\.5 50q2\.2 -1\.67 0 -3\.33(t0 -3\.33){8}$/);
  expect(wavesPath([{ box, turn: 270 }])).toMatch(/^M9\.5 20q-2\.2 1\.67 0 3\.33(t0 3\.33){8}$/);
  expect(wavesPath([{ box: { x: 10, y: 0, width: 30, height: 10 }, turn: 180 }])).toMatch(/^M40 -0\.5q/);
});
