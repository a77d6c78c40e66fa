import { describe, expect, it } from 'vitest';
import { drawPicture, type Drawing } from '../kernels/drawn-picture.test-kit';
import type { Pixels } from '../pixels/pixels';
import { estimateGrain } from './estimate-grain';
import { measurePicture } from './measure-picture';

interface Measured {
  readonly sharpness: number;
  readonly brightness: number;
  readonly contrast: number;
  readonly dominant: readonly [number, number, number];
  readonly edges: number;
  readonly corners: number;
}

/** By OpenCV 4.6 and numpy, on the same pixels: kind, width, height, channels, orientation. */
const MEASURED: readonly [Drawing, number, number, 1 | 3 | 4, number, Measured][] = [
  ['noise', 1, 1, 3, 1, { sharpness: 0, brightness: 88, contrast: 0, dominant: [60, 94, 129], edges: 0, corners: 0 }],
  ['noise', 1, 9, 3, 1, { sharpness: 15688.246913580246, brightness: 121.44444444444444, contrast: 53.16245774585904, dominant: [26, 12, 4], edges: 4, corners: 0 }],
  ['noise', 9, 1, 3, 1, { sharpness: 15688.246913580246, brightness: 121.44444444444444, contrast: 53.16245774585904, dominant: [26, 12, 4], edges: 4, corners: 0 }],
  ['noise', 2, 2, 3, 1, { sharpness: 13460, brightness: 100.5, contrast: 26.348624252510795, dominant: [60, 12, 4], edges: 3, corners: 0 }],
  ['noise', 7, 5, 3, 1, { sharpness: 61562.91102040817, brightness: 134.05714285714285, contrast: 54.31965856043693, dominant: [151, 191, 37], edges: 12, corners: 1 }],
  ['noise', 131, 97, 3, 1, { sharpness: 49262.96409533517, brightness: 126.88722751239474, contrast: 49.55496076938908, dominant: [43, 191, 247], edges: 4691, corners: 82 }],
  ['shapes', 200, 150, 3, 1, { sharpness: 159.3354314622222, brightness: 119.21396666666666, contrast: 44.024655799512566, dominant: [230, 140, 50], edges: 366, corners: 25 }],
  ['shapes', 131, 97, 4, 1, { sharpness: 230.66283575747636, brightness: 118.65176674274022, contrast: 44.13122799468211, dominant: [230, 140, 50], edges: 239, corners: 16 }],
  ['shapes', 160, 120, 1, 1, { sharpness: 1313.692744780816, brightness: 130.06317708333333, contrast: 75.28050128180254, dominant: [230, 230, 230], edges: 350, corners: 17 }],
  ['saw', 300, 200, 3, 1, { sharpness: 5255.475206399722, brightness: 127.97586666666666, contrast: 49.404363682933464, dominant: [63, 113, 163], edges: 4866, corners: 183 }],
  ['flat', 40, 30, 3, 1, { sharpness: 0, brightness: 151, contrast: 0, dominant: [200, 140, 80], edges: 0, corners: 0 }],
  ['dim', 33, 17, 1, 1, { sharpness: 0, brightness: 20, contrast: 0, dominant: [20, 20, 20], edges: 0, corners: 0 }],
  ['shapes', 133, 75, 3, 3, { sharpness: 251.29464698337327, brightness: 115.19518796992482, contrast: 43.27530678511268, dominant: [230, 140, 50], edges: 225, corners: 14 }],
  ['shapes', 133, 75, 3, 6, { sharpness: 251.29464698337327, brightness: 115.19518796992482, contrast: 43.27530678511268, dominant: [230, 140, 50], edges: 225, corners: 14 }],
];

/** Pixels that Canny marks in noise of 90 × 61 pixels, by orientation: its rules for equal neighbours have a direction. */
const TURNED_EDGES = { 1: 2044, 2: 2044, 3: 2045, 4: 2045, 5: 2044, 6: 2045, 7: 2045, 8: 2044 };

describe('estimateGrain', () => {
  /** A slope with noise of a deviation, by the sum of twelve even numbers. */
  const noisy = (deviation: number, channels: 1 | 3): Pixels => {
    let state = 1;
    const random = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x7fffffff;
    const [width, height] = [400, 300];
    const data = new Uint8Array(width * height * channels);
    for (let at = 0; at < width * height; at += 1) {
      const noise = Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6) * deviation;
      data.fill(Math.round(80 + ((at % width) * 60) / width + noise), at * channels, (at + 1) * channels);
    }
    return { data, width, height, channels };
  };

  it.each([[4, 1], [12, 3], [25, 1]] as const)('finds noise of %i levels', (deviation, channels) => {
    expect(Math.abs(estimateGrain(noisy(deviation, channels)) / deviation - 1)).toBeLessThan(0.1);
  });

  it('finds none in what is flat, and in what is too small for it', () => {
    expect(estimateGrain(drawPicture('flat', 40, 30, 3))).toBe(0);
    expect(estimateGrain(drawPicture('noise', 1, 9, 3))).toBe(0);
    expect(estimateGrain(drawPicture('shapes', 200, 150, 3))).toBeLessThan(3);
  });
});

describe('measurePicture', () => {
  it.each(MEASURED)('finds what OpenCV finds: %s, %i × %i, %i channels, orientation %i', (drawing, width, height, channels, orientation, expected) => {
    const { quality, content } = measurePicture(drawPicture(drawing, width, height, channels), orientation, 100);
    expect(quality.sharpness).toBeCloseTo(expected.sharpness, 6);
    expect(quality.noise).toBeCloseTo(Math.sqrt(expected.sharpness), 6);
    expect(quality.isBlurry).toBe(expected.sharpness < 100);
    expect(quality.brightness).toBeCloseTo(expected.brightness, 9);
    expect(quality.contrast).toBeCloseTo(expected.contrast, 9);
    const { red, green, blue } = content.dominantColors;
    expect([red, green, blue]).toEqual(expected.dominant);
    expect(Math.round(content.edgeDensity * width * height)).toBe(expected.edges);
    expect(content.cornerCount).toBe(expected.corners);
  });

  it('tells the mean and the spread of each colour', () => {
    const { mean, std } = measurePicture(drawPicture('shapes', 200, 150), 1, 100).content.colorStats;
    [130.14316666666667, 116.61703333333334, 103.08226666666667].forEach((value, i) => expect(mean[i]).toBeCloseTo(value, 9));
    [75.32351206610207, 39.5797890747145, 52.16836684104863].forEach((value, i) => expect(std[i]).toBeCloseTo(value, 9));
  });

  it.each(Object.entries(TURNED_EDGES))('measures a picture as shown: orientation %s', (orientation, edges) => {
    const pixels = drawPicture('noise', 90, 61);
    const { content } = measurePicture(pixels, Number(orientation), 100);
    expect(Math.round(content.edgeDensity * 90 * 61)).toBe(edges);
    const { palette: _palette, ...upright } = measurePicture(turned(pixels, Number(orientation)), 1, 100).content;
    expect(content).toMatchObject(upright);
  });

  it('turns a large picture in strips', () => {
    const pixels = drawPicture('noise', 150, 60_000, 1);
    const { palette: _palette, ...upright } = measurePicture(turned(pixels, 8), 1, 100).content;
    expect(measurePicture(pixels, 8, 100).content).toMatchObject(upright);
  });

  it('gives the histogram in thousandths of the fullest step', () => {
    const { histogram } = measurePicture(drawPicture('flat', 40, 30), 1, 100).content;
    const only = (step: number): number[] => Array.from({ length: 64 }, (_, i) => (i === step ? 1000 : 0));
    expect(histogram).toEqual({ red: only(50), green: only(35), blue: only(20), grey: only(37) });
  });

  it('names the colours of a picture, the most frequent first', () => {
    expect(measurePicture(drawPicture('flat', 40, 30), 1, 100).content.palette).toEqual([{ color: '#c88c50', share: 1 }]);
    const { palette } = measurePicture(drawPicture('shapes', 200, 150), 1, 100).content;
    expect(palette.length).toBeLessThanOrEqual(6);
    expect(palette.map(({ color }) => color)).toContain('#e68c32');
    expect(palette.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(palette.map(({ share }) => share)).toEqual(palette.map(({ share }) => share).toSorted((a, b) => b - a));
  });
});

/** The picture as the EXIF standard wants it shown, its pixels put in place one by one. */
function turned({ data, width, height, channels }: Pixels, orientation: number): Pixels {
  const places: Record<number, (x: number, y: number) => [number, number]> = {
    1: (x, y) => [x, y],
    2: (x, y) => [width - 1 - x, y],
    3: (x, y) => [width - 1 - x, height - 1 - y],
    4: (x, y) => [x, height - 1 - y],
    5: (x, y) => [y, x],
    6: (x, y) => [height - 1 - y, x],
    7: (x, y) => [height - 1 - y, width - 1 - x],
    8: (x, y) => [y, width - 1 - x],
  };
  const [newWidth, newHeight] = orientation >= 5 ? [height, width] : [width, height];
  const result = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [toX, toY] = places[orientation]!(x, y);
      for (let c = 0; c < channels; c += 1) result[(toY * newWidth + toX) * channels + c] = data[(y * width + x) * channels + c]!;
    }
  }
  return { data: result, width: newWidth, height: newHeight, channels };
}
