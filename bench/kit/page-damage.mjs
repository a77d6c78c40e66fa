import sharp from 'sharp';
import { randomNumbers } from './numbers.mjs';

/** What scanners, cameras and copiers do to a page. Pages are `{ data, width, height }`, one byte a pixel, 0 black. */

const mapped = (page, of) => {
  const data = new Uint8Array(page.data.length);
  for (let y = 0, i = 0; y < page.height; y += 1) {
    for (let x = 0; x < page.width; x += 1, i += 1) data[i] = Math.min(255, Math.max(0, Math.round(of(page.data[i], x, y, i))));
  }
  return { ...page, data };
};

const throughSharp = async ({ data, width, height }, change) => {
  const { data: changed, info } = await change(sharp(data, { raw: { width, height, channels: 1 } }))
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(changed.buffer, changed.byteOffset, changed.length), width: info.width, height: info.height };
};

/** Box and Muller's way from even to normal chance. */
function normalNumbers(seed) {
  const random = randomNumbers(seed);
  let spare;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

export function addNoise(page, seed, sigma) {
  const normal = normalNumbers(seed);
  return mapped(page, (value) => value * 0.94 + 6 + sigma * normal());
}

export function saltAndPepper(page, seed, share) {
  const random = randomNumbers(seed);
  return mapped(page, (value) => {
    const chance = random();
    return chance < share / 2 ? 0 : chance > 1 - share / 2 ? 255 : value;
  });
}

export const scaleTo = (page, share) =>
  throughSharp(page, (image) => image.resize(Math.round(page.width * share), Math.round(page.height * share), { kernel: 'lanczos3' }));

export const blur = (page, sigma) => throughSharp(page, (image) => image.blur(sigma));

export const turn = (page, degrees) => throughSharp(page, (image) => image.rotate(degrees));

/** Clockwise, on a sheet of the same size. */
export async function skew(page, degrees) {
  const turned = await throughSharp(page, (image) => image.rotate(degrees, { background: '#ffffff' }));
  const [left, top] = [Math.floor((turned.width - page.width) / 2), Math.floor((turned.height - page.height) / 2)];
  return throughSharp(turned, (image) => image.extract({ left, top, width: page.width, height: page.height }));
}

export const toBlackAndWhite = (page) => mapped(page, (value) => (value < 128 ? 0 : 255));

export const lowerContrast = (page, ink, paper) => mapped(page, (value) => ink + (value * (paper - ink)) / 255);

/** Photographed by one lamp: bright in one corner, a deep shadow with an edge over another. */
export function lightUnevenly(page, seed) {
  const normal = normalNumbers(seed);
  return mapped(page, (value, x, y) => {
    const [across, down] = [x / page.width, y / page.height];
    const shadow = 1 - 0.5 / (1 + Math.exp(-(across + 0.6 * down - 1.05) * 30));
    const light = (0.98 - 0.62 * (0.55 * across + 0.45 * down)) * shadow;
    return (0.12 + (0.88 * value) / 255) * light * 255 + 2.5 * normal();
  });
}

/** Old paper with stains, brown ink: three bytes a pixel. */
export async function yellow(page, seed) {
  const normal = normalNumbers(seed);
  const coarse = { data: new Uint8Array(28 * 40).map(() => Math.min(255, Math.max(0, 128 + 50 * normal()))), width: 28, height: 40 };
  const stains = await throughSharp(coarse, (image) => image.resize(page.width, page.height, { kernel: 'cubic', fit: 'fill' }));
  const [paper, spread, ink] = [[228, 205, 150], [20, 30, 40], [62, 48, 40]];
  const data = new Uint8Array(page.data.length * 3);
  for (let i = 0; i < page.data.length; i += 1) {
    const stain = (stains.data[i] - 128) / 255;
    for (let channel = 0; channel < 3; channel += 1) {
      const sheet = paper[channel] + spread[channel] * stain;
      data[i * 3 + channel] = Math.round(ink[channel] + ((sheet - ink[channel]) * page.data[i]) / 255);
    }
  }
  return { ...page, data, channels: 3 };
}

/** The back of the sheet shows through, mirrored. */
export async function bleedThrough(page, back) {
  const reverse = await throughSharp(back, (image) => image.flop().blur(2.5));
  return mapped(page, (value, _x, _y, i) => Math.min(value, 255 - (255 - reverse.data[i]) * 0.28) * 0.97);
}

export const invert = (page) => mapped(page, (value) => 255 - value * 0.9);

/** The glass was larger than the sheet: black around it, a fold, two holes, and a slight turn. */
export async function showScanEdges(page, seed) {
  const { data } = await skew(page, 0.7);
  const { width, height } = page;
  const isHole = (x, y) => [1_150, 2_280].some((top) => Math.hypot(x - 145, y - top - 35) < 35);
  const framed = mapped(page, (_value, x, y) => {
    if (x < 70 || y < 60 || x >= width - 60 || y >= height - 100) return 18;
    if (isHole(x, y)) return 25;
    return x < 84 ? 110 : data[(y - 60) * width + x - 70];
  });
  return addNoise(framed, seed, 4);
}
