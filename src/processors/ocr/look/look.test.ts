import { describe, expect, it } from 'vitest';
import { invert } from '../picture/invert';
import { rotate } from '../picture/rotate';
import { soften } from '../picture/soften';
import { turn, type QuarterTurn } from '../picture/turn';
import { drawText, SAMPLE_LINES } from '../ocr.test-kit';
import { findComponents } from './find-components';
import { findRows } from './find-rows';
import { lookAtPage } from './look-at-page';
import { measureNoise } from './measure-noise';

const page = await drawText(SAMPLE_LINES, { width: 1000, height: 700 });

/** Even chances between 0 and 1, the same on every run. */
function chances(): () => number {
  let seed = 1;
  return () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Twelve even chances together are as good as a normal one, with a deviation of 1. */
function normalChances(): () => number {
  const chance = chances();
  return () => Array.from({ length: 12 }, chance).reduce((sum, one) => sum + one, -6);
}

describe('components', () => {
  it('joins what touches by side or corner, also where two branches meet lower down', () => {
    const rows = ['#.#..#', '#.#...', '###..#', '.....#', '#...#.'];
    const data = Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 0 : 255));
    const found = findComponents({ data, width: 6, height: 5 }, 128);
    expect(found.count).toBe(4);
    expect(found.inkPixels).toBe(12);
    expect([...found.left]).toEqual([0, 5, 4, 0]);
    expect([...found.bottom]).toEqual([2, 0, 4, 4]);
  });
});

describe('which way up', () => {
  it.each<QuarterTurn>([0, 90, 180, 270])('sees by the letters that the page must be turned by %i°', (degrees) => {
    const back = ((360 - degrees) % 360) as QuarterTurn;
    const look = lookAtPage(turn(page, back));
    expect([look.turn, look.isTurnSure]).toEqual([degrees, true]);
  });
});

describe('skew', () => {
  it.each([-11, -3.4, -0.6, 0.3, 2, 7.5])('measures %d° within a tenth of a degree', (degrees) => {
    const { skew } = lookAtPage(rotate(page, degrees));
    expect(skew.degrees).toBeGreaterThan(degrees - 0.1);
    expect(skew.degrees).toBeLessThan(degrees + 0.1);
  });

  it('finds none on an upright page', () => {
    expect(Math.abs(lookAtPage(page).skew.degrees)).toBeLessThan(0.1);
  });
});

describe('the page', () => {
  it('tells light print on dark', () => {
    expect(lookAtPage(page).isLightOnDark).toBe(false);
    expect(lookAtPage(invert(page)).isLightOnDark).toBe(true);
  });

  it('sees the height of the letters', () => {
    const { letterHeight, letters, inWords } = lookAtPage(page);
    expect(letterHeight).toBeGreaterThan(10);
    expect(letterHeight).toBeLessThan(24);
    expect(inWords.length).toBeGreaterThan(letters * 0.8);
  });

  it('sees no ink on grainy empty paper', () => {
    const normal = normalChances();
    const data = Uint8Array.from({ length: 800 * 600 }, () => Math.round(235 + 4 * normal()));
    const look = lookAtPage({ data, width: 800, height: 600 });
    expect(look.letters).toBe(0);
    expect(look.inkShare).toBeLessThan(1e-4);
  });

  it('finds the black that a scanner leaves around the sheet', () => {
    const data = page.data.slice();
    for (let y = 0; y < page.height; y++) data.fill(10, y * page.width, y * page.width + 30);
    const { darkEdges } = lookAtPage({ ...page, data });
    expect(darkEdges).toMatchObject({ top: 0, right: 0, bottom: 0 });
    expect(darkEdges?.left).toBeGreaterThanOrEqual(30);
    expect(darkEdges?.left).toBeLessThan(36);
    expect(lookAtPage(page).darkEdges).toBeNull();
  });

  it('takes light that falls from one side for uneven', () => {
    const data = page.data.map((value, at) => value * (1 - 0.7 * ((at % page.width) / page.width)));
    expect(lookAtPage({ ...page, data }).isUneven).toBe(true);
    expect(lookAtPage(page).isUneven).toBe(false);
  });
});

describe('rows', () => {
  it.each<[string, (upright: typeof page) => typeof page]>([
    ['an upright page', (upright) => upright],
    ['a skewed page', (upright) => rotate(upright, -3)],
    ['a page on its side', (upright) => turn(upright, 90)],
  ])('are the lines of print of %s', (_, change) => {
    const { rows, letters, letterHeight } = lookAtPage(change(page));
    expect(rows).toHaveLength(SAMPLE_LINES.length);
    expect(rows.reduce((sum, { pieces }) => sum + pieces.length, 0)).toBeGreaterThan(letters * 0.9);
    for (const { height } of rows) expect(height / letterHeight).toBeGreaterThan(0.8);
  });

  it('are still seen where letters have run into one another, and their small letters are measured', () => {
    let blurred = page;
    for (let pass = 0; pass < 12; pass++) blurred = soften(blurred);
    const look = lookAtPage(blurred);
    expect(look.isRunTogether).toBe(true);
    expect(look.rows).toHaveLength(SAMPLE_LINES.length);
    const sharp = lookAtPage(page);
    expect(sharp.isRunTogether).toBe(false);
    expect(Math.abs(look.letterHeight - sharp.letterHeight)).toBeLessThan(4);
  });

  it('are neither what is scattered nor a rule nor what jumps up and down', () => {
    const chance = chances();
    const boxes = (make: (index: number) => [left: number, top: number, width: number, height: number]) => {
      const made = Array.from({ length: 40 }, (_, index) => make(index));
      const values = (of: (box: [number, number, number, number]) => number) => Int32Array.from(made, of);
      return { count: 40, left: values(([x]) => x), top: values(([, y]) => y), right: values(([x, , w]) => x + w - 1), bottom: values(([, y, , h]) => y + h - 1) };
    };
    expect(findRows(boxes((index) => [index * 14, 50, 10, 12]))).toHaveLength(1);
    expect(findRows(boxes(() => [chance() * 800, chance() * 600, 4 + chance() * 40, 4 + chance() * 40]))).toEqual([]);
    expect(findRows(boxes((index) => [index * 14, 50 + (index % 4) * 4, 10, 14 + (index % 4) * 6]))).toEqual([]);
    expect(findRows(boxes((index) => [index * 26, 50, 8, 12]))).toEqual([]);
  });
});

describe('noise', () => {
  it('measures grain and specks apart', () => {
    const size = { width: 500, height: 400 };
    const [chance, normal] = [chances(), normalChances()];
    const grain = Uint8Array.from({ length: 200_000 }, () => Math.round(128 + 10 * normal()));
    expect(measureNoise({ data: grain, ...size }).deviation).toBeGreaterThan(9);
    expect(measureNoise({ data: grain, ...size }).deviation).toBeLessThan(11);
    const specks = Uint8Array.from({ length: 200_000 }, () => (chance() < 0.02 ? 0 : 240));
    const measured = measureNoise({ data: specks, ...size });
    expect(measured.deviation).toBe(0);
    expect(measured.specks).toBeGreaterThan(0.012);
    expect(measured.specks).toBeLessThan(0.028);
  });
});
