import { describe, expect, it } from 'vitest';
import { estimateBackground, backgroundRange } from './background';
import { enlarge } from './enlarge';
import { flattenLight } from './flatten-light';
import { toGrey, type GreyPicture } from './grey-picture';
import { invert } from './invert';
import { median } from './median';
import { histogram, otsu, percentile } from './otsu';
import { paintEdges } from './paint-edges';
import { reduce } from './reduce';
import { rotate } from './rotate';
import { sauvola } from './sauvola';
import { sharpen } from './sharpen';
import { shrink } from './shrink';
import { soften } from './soften';
import { turn } from './turn';

function picture(width: number, height: number, valueAt: (x: number, y: number) => number): GreyPicture {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = valueAt(x, y);
  return { data, width, height };
}

const rowsOf = ({ data, width, height }: GreyPicture): number[][] =>
  Array.from({ length: height }, (_, y) => [...data.subarray(y * width, (y + 1) * width)]);

describe('grey', () => {
  const raster = (channels: 1 | 3 | 4, data: number[]) => ({
    data: Uint8Array.from(data),
    width: data.length / channels,
    height: 1,
    channels,
    dpi: null,
    pageWidth: 1,
    pageHeight: 1,
  });

  it('weighs the colours as eyes do', () => {
    expect([...toGrey(raster(3, [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255])).data]).toEqual([77, 149, 29, 255]);
  });

  it('lays transparent pixels on white', () => {
    expect([...toGrey(raster(4, [0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 128])).data]).toEqual([255, 0, 127]);
  });

  it('keeps its bytes whatever is made of it, also where they came in a Buffer', () => {
    const bytes = Buffer.from([10, 20, 30, 40, 250, 60, 70, 80, 90]);
    const page = toGrey({ ...raster(1, []), data: bytes, width: 3, height: 3 });
    for (const make of [median, soften, (grey: GreyPicture) => turn(grey, 180), (grey: GreyPicture) => paintEdges(grey, { left: 1, top: 1, right: 1, bottom: 1 }, 255)]) make(page);
    expect([...bytes]).toEqual([10, 20, 30, 40, 250, 60, 70, 80, 90]);
  });
});

describe('thresholds', () => {
  it('finds the gap between dark and light', () => {
    const counts = histogram(Uint8Array.from([10, 12, 14, 200, 210, 220, 230]));
    expect(otsu(counts)).toBeGreaterThanOrEqual(14);
    expect(otsu(counts)).toBeLessThan(200);
    expect(percentile(counts, 0.5)).toBe(200);
  });

  it('has none for a picture of one value', () => {
    expect(otsu(histogram(new Uint8Array(50).fill(120)))).toBe(0);
  });

  it('keeps strokes on a gradient that one threshold would lose', () => {
    const paper = (x: number): number => 60 + x;
    const isStroke = (x: number): boolean => x % 20 < 3;
    const gradient = picture(180, 60, (x) => Math.round(isStroke(x) ? paper(x) * 0.4 : paper(x)));
    const local = sauvola(gradient, 12);
    for (let x = 0; x < 180; x++) expect([x, local.data[30 * 180 + x]]).toEqual([x, isStroke(x) ? 0 : 255]);
  });
});

describe('even light', () => {
  const light = (x: number, y: number): number => 240 - 0.16 * x - 0.06 * y;
  const isInk = (x: number, y: number): boolean => x % 12 < 2 && y % 16 < 9;
  const uneven = picture(960, 720, (x, y) => light(x, y) * (isInk(x, y) ? 0.3 : 1));

  it('sees the paper behind the print', () => {
    const { dark, light: bright } = backgroundRange(estimateBackground(uneven));
    expect(dark).toBeGreaterThan(40);
    expect(dark).toBeLessThan(80);
    expect(bright).toBeGreaterThan(205);
  });

  const gap = ({ data }: GreyPicture): number => {
    let [darkestPaper, lightestInk] = [255, 0];
    for (let y = 0; y < 720; y += 7) {
      for (let x = 0; x < 960; x++) {
        const value = data[y * 960 + x] ?? 0;
        if (isInk(x, y)) lightestInk = Math.max(lightestInk, value);
        else darkestPaper = Math.min(darkestPaper, value);
      }
    }
    return darkestPaper - lightestInk;
  };

  it.each([1, 2])('parts paper from ink where no one value could, from a background of 1/%i', (factor) => {
    expect(gap(uneven)).toBeLessThan(20);
    expect(gap(flattenLight(uneven, estimateBackground(reduce(uneven, factor)), factor))).toBeGreaterThan(100);
  });
});

describe('noise', () => {
  it('takes single specks away and keeps edges', () => {
    const specked = picture(9, 9, (x, y) => (x === 4 && y === 4 ? 0 : x >= 6 ? 20 : 250));
    const calm = median(specked);
    expect(calm.data[4 * 9 + 4]).toBe(250);
    expect(calm.data[4 * 9 + 5]).toBe(250);
    expect(calm.data[4 * 9 + 6]).toBe(20);
  });

  it('softens by 1 2 1', () => {
    const dot = soften(picture(5, 5, (x, y) => (x === 2 && y === 2 ? 160 : 0)));
    expect(rowsOf(dot).map((row) => row.slice(1, 4)).slice(1, 4)).toEqual([
      [10, 20, 10],
      [20, 40, 20],
      [10, 20, 10],
    ]);
  });
});

describe('sharpening', () => {
  const strokes = picture(60, 20, (x) => (x % 20 < 8 ? 20 : 230));
  const contrast = (of: GreyPicture): number => (of.data[10 * 60 + 34] ?? 0) - (of.data[10 * 60 + 24] ?? 0);

  it('parts strokes that have run into one another', () => {
    const narrow = picture(60, 20, (x) => (x % 6 < 3 ? 20 : 230));
    let blurred = narrow;
    for (let pass = 0; pass < 4; pass++) blurred = soften(blurred);
    const spread = (of: GreyPicture): number => (of.data[10 * 60 + 34] ?? 0) - (of.data[10 * 60 + 31] ?? 0);
    expect(spread(sharpen(blurred))).toBeGreaterThan(spread(blurred) * 1.5);
  });

  it('leaves flat places as they are, up to the rim', () => {
    const flat = picture(12, 9, () => 140);
    expect(rowsOf(sharpen(flat))).toEqual(rowsOf(flat));
    expect(contrast(sharpen(strokes))).toBeGreaterThanOrEqual(contrast(strokes));
  });
});

describe('shape', () => {
  const numbered = picture(3, 2, (x, y) => y * 3 + x);

  it('turns clockwise', () => {
    expect(rowsOf(turn(numbered, 90))).toEqual([
      [3, 0],
      [4, 1],
      [5, 2],
    ]);
    expect(rowsOf(turn(numbered, 180))).toEqual([
      [5, 4, 3],
      [2, 1, 0],
    ]);
    expect(rowsOf(turn(numbered, 270))).toEqual([
      [2, 5],
      [1, 4],
      [0, 3],
    ]);
  });

  it('never changes the picture it was given', () => {
    for (const change of [invert, median, soften, sharpen, (one: GreyPicture) => turn(one, 180), (one: GreyPicture) => paintEdges(one, { left: 1, top: 1, right: 0, bottom: 0 }, 9)]) {
      change(numbered);
    }
    expect([...numbered.data]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('rotates clockwise without cutting corners off', () => {
    const bar = picture(200, 100, (_, y) => (y >= 48 && y < 52 ? 0 : 255));
    const turned = rotate(bar, 10);
    expect(turned.width).toBeGreaterThan(200);
    const darkRow = (x: number): number => {
      const rows = Array.from({ length: turned.height }, (_, y) => y).filter((y) => (turned.data[y * turned.width + x] ?? 255) < 100);
      return rows.reduce((sum, y) => sum + y, 0) / rows.length;
    };
    const fall = (darkRow(turned.width / 2 + 80) - darkRow(turned.width / 2 - 80)) / 160;
    expect(Math.atan(fall) * (180 / Math.PI)).toBeCloseTo(10, 0);
  });

  it('averages when it gets smaller, by whole numbers and by any', () => {
    const checked = picture(60, 40, (x, y) => ((x + y) % 2 === 0 ? 0 : 200));
    expect(new Set(reduce(checked, 2).data)).toEqual(new Set([100]));
    const half = shrink(checked, 30, 20);
    expect(Math.max(...half.data) - Math.min(...half.data)).toBeLessThanOrEqual(2);
    const odd = shrink(picture(61, 47, () => 255), 37, 31);
    expect([odd.width, odd.height, Math.min(...odd.data)]).toEqual([37, 31, 255]);
  });

  it('keeps flat places flat when it gets larger, and edges where they were', () => {
    const large = enlarge(picture(10, 6, (x) => (x < 5 ? 0 : 240)), 25, 15);
    expect([large.width, large.height]).toEqual([25, 15]);
    expect(large.data[7 * 25 + 2]).toBe(0);
    expect(large.data[7 * 25 + 22]).toBe(240);
    expect(large.data[7 * 25 + 12]).toBeGreaterThan(60);
    expect(large.data[7 * 25 + 12]).toBeLessThan(180);
  });
});
