import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { transformRecipeSchema, type TransformRecipe } from '../../../shared/model/transform';
import { applyRecipe } from './apply-recipe';
import { fromLab, toLab } from './lab';
import { toPicture, type Picture } from './picture';
import { resizePicture } from './resize-picture';
import { targetSize } from './target-size';

/*
 * The sums are CRC-32 of the pixels that OpenCV 4.6 and Pillow 9.4 make of the same drawing (cv2.filter2D, GaussianBlur,
 * Canny and addWeighted, COLOR_BGR2LAB, createCLAHE; Image.resize(LANCZOS), ImageEnhance).
 */
function draw(width: number, height: number, channels: 3 | 4 = 3): Picture {
  const data = new Uint8Array(width * height * channels);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++, at++) data[at] = x * 5 + y * 3 + ((x * y) >> 3) + c * 40 + (((x >> 3) + (y >> 3)) % 2) * 60;
      if (channels === 4) data[at++] = x * 9 + y * 4;
    }
  }
  return toPicture({ data, width, height, channels });
}

const context = { signal: new AbortController().signal, scratchDir: '', passwords: [], progress: () => undefined };
const sum = (bytes: Uint8Array): string => crc32(bytes).toString(16).padStart(8, '0');
const recipeOf = (given: object): TransformRecipe => transformRecipeSchema.parse(given);

function applied(picture: Picture, given: object): { picture: Picture; log: string[] } {
  const recipe = recipeOf(given);
  const target = targetSize(picture, recipe.resize);
  return applyRecipe(picture, recipe, { from: picture, target, shown: target }, context);
}

describe.each([
  [61, 47, ['e4e6c7e9', 'f5991a7f', 'f753bdfe', '01c502e7', '1a253ac0', '64509885', '62a4bc06', '243fab99', '492bceb4', '60ccd7f9', '4a145985']],
  [64, 48, ['93cd1e9d', '7c427c33', 'd8d34c36', '5565e699', 'f2794052', 'a3a6ef81', '8a0ee42a', '38a53552', 'fa0f6257', 'cadcbd87', '24d58739']],
  [1, 1, ['c977264c', 'c977264c', '1c19bc20', '5b8371e7', 'b8db14d5', 'f35026df', '9675c380', '0638f078', '9675c380', '20996ba1', 'e75420c2']],
  [2, 3, ['0f7e2ea4', 'cb32995e', '36ab8b44', '6ab14edc', 'bd52a588', '4d59b10c', '964de8e9', 'dec6f885', '86bbd6cd', 'b55f0373', 'aee6fc55']],
])('a picture of %d × %d', (width, height, sums) => {
  test.each([
    [{ sharpen: true }, sums[0]],
    [{ blur: true }, sums[1]],
    [{ edgeEnhance: true }, sums[2]],
    [{ brightness: 0.6 }, sums[3]],
    [{ brightness: 1.4 }, sums[4]],
    [{ contrast: 0.3 }, sums[5]],
    [{ contrast: 1.7 }, sums[6]],
    [{ saturation: 0 }, sums[7]],
    [{ saturation: 1.7 }, sums[8]],
    [{ whiteBalance: true }, sums[9]],
    [{ equalise: true }, sums[10]],
  ])('%j gives the very pixels', (given, expected) => {
    expect(sum(applied(draw(width, height), given).picture.rgb)).toBe(expected);
  });
});

test.each([
  [40, 30, 'fb8fd514', 'f19f655f'],
  [1, 1, '44e579b2', 'e76c836e'],
  [200, 20, '4040a544', '9d4100cb'],
  [61, 100, 'fdd2da7f', '04afadb7'],
  [30, 47, 'f7f547fb', '21a09ffe'],
])('resized to %d × %d it has the very pixels, with and without alpha', (width, height, opaque, transparent) => {
  expect(sum(resizePicture(draw(61, 47), width, height).rgb)).toBe(opaque);
  const { rgb, alpha } = resizePicture(draw(61, 47, 4), width, height);
  const joined = Uint8Array.from({ length: width * height * 4 }, (_, at) => (at % 4 === 3 ? (alpha?.[at >> 2] ?? 0) : (rgb[(at >> 2) * 3 + (at % 4)] ?? 0)));
  expect(sum(joined)).toBe(transparent);
});

test('all steps together, in their order', () => {
  const { picture, log } = applied(draw(61, 47), {
    resize: { by: 'largestSide', pixels: 40 },
    sharpen: true,
    blur: true,
    edgeEnhance: true,
    brightness: 1.1,
    contrast: 1.2,
    saturation: 1.3,
    whiteBalance: true,
    equalise: true,
  });
  expect([picture.width, picture.height, sum(picture.rgb)]).toEqual([40, 30, '9c24b72a']);
  expect(log).toEqual([
    'Resized to 40 × 30',
    'Sharpened',
    'Blurred',
    'Edges enhanced',
    'Brightness × 1.1',
    'Contrast × 1.2',
    'Saturation × 1.3',
    'White balanced',
    'Light equalised',
  ]);
});

test('alpha is touched by no step', () => {
  const { alpha } = draw(61, 47, 4);
  const { picture } = applied(draw(61, 47, 4), { sharpen: true, blur: true, edgeEnhance: true, brightness: 2, equalise: true, whiteBalance: true });
  expect(picture.alpha).toEqual(alpha);
});

test('a recipe that says nothing does nothing', () => {
  const { picture, log } = applied(draw(9, 5), {});
  expect([sum(picture.rgb), log]).toEqual([sum(draw(9, 5).rgb), []]);
});

test.each([
  [4000, 3000, 1600, false, 1600, 1200],
  [3000, 4000, 1600, false, 1200, 1600],
  [333, 777, 100, false, 42, 100],
  [500, 500, 77, false, 77, 77],
  [1999, 1333, 1280, false, 1280, 853],
  [6000, 1, 100, false, 100, 1],
  [300, 200, 600, false, 300, 200],
  [300, 200, 600, true, 600, 400],
])('%d × %d with a largest side of %d (enlarged: %s) becomes %d × %d', (width, height, pixels, enlarge, toWidth, toHeight) => {
  expect(targetSize({ width, height }, { by: 'largestSide', pixels, enlarge })).toEqual({ width: toWidth, height: toHeight });
});

test('a preview of a sharpened picture comes near the sharpened picture made smaller', () => {
  const recipe = recipeOf({ sharpen: true });
  // Sharpened where it is smooth, so that nothing is cut off.
  const smooth = applied(applied(draw(64, 48), { blur: true, contrast: 0.3 }).picture, { blur: true }).picture;
  const full = { width: 64, height: 48 };
  const half = { width: 32, height: 24 };
  const copy = (): Picture => ({ ...smooth, rgb: smooth.rgb.slice() });
  const shown = applyRecipe(copy(), recipe, { from: full, target: full, shown: half }, context).picture;
  const finished = resizePicture(applyRecipe(copy(), recipe, { from: full, target: full, shown: full }, context).picture, 32, 24);
  const unweakened = applyRecipe(resizePicture(copy(), 32, 24), recipe, { from: half, target: half, shown: half }, context).picture;
  const distance = (one: Picture, other: Picture): number => one.rgb.reduce((total, value, at) => total + Math.abs(value - (other.rgb[at] ?? 0)), 0) / one.rgb.length;
  expect(distance(shown, finished)).toBeLessThan(0.6 * distance(unweakened, finished));
});

test('Lab, there and back, is that of OpenCV over all of its range', () => {
  const rgb = new Uint8Array(3 * 52 * 86 * 52);
  let at = 0;
  // The order of numpy.meshgrid(indexing='ij').
  for (let red = 0; red < 256; red += 5) {
    for (let green = 0; green < 256; green += 3) for (let blue = 0; blue < 256; blue += 5) rgb.set([red, green, blue], 3 * at++);
  }
  const { light, a, b } = toLab(rgb);
  const joined = Uint8Array.from(rgb, (_, index) => [light, a, b][index % 3]?.[Math.trunc(index / 3)] ?? 0);
  expect(sum(joined)).toBe('6976af22');
  const planes = [0, 1, 2].map((channel) => rgb.filter((_, index) => index % 3 === channel));
  const back = new Uint8Array(rgb.length);
  fromLab({ light: planes[0] as Uint8Array, a: planes[1] as Uint8Array, b: planes[2] as Uint8Array }, back);
  expect(sum(back)).toBe('939dd971');
});
