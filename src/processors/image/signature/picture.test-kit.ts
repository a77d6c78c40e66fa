import type { Pixels } from '../pixels/pixels';

/** Numbers from 0 to 1, the same for the same seed. */
function chance(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

/** Some seventy soft and hard discs in colours of chance, much as a photograph has shapes. RGB. */
export function drawScene(seed: number, width: number, height: number): Pixels {
  const random = chance(seed);
  const discs = Array.from({ length: 70 }, () => ({
    x: random() * width,
    y: random() * height,
    radius: (0.03 + 0.2 * random() ** 2) * width,
    colour: [random() * 255, random() * 255, random() * 255],
    softness: 0.2 + 0.8 * random(),
  }));
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 3) {
      const level = [120, 130, 140];
      for (const disc of discs) {
        const weight = Math.min(1, Math.max(0, (1 - Math.hypot(x - disc.x, y - disc.y) / disc.radius) / disc.softness));
        if (weight > 0) for (let channel = 0; channel < 3; channel += 1) level[channel]! += (disc.colour[channel]! * 0.85 - level[channel]!) * weight;
      }
      data.set(level, at);
    }
  }
  return { data, width, height, channels: 3 };
}

/** A white form with a letterhead, rules and lines of words, the same for all; the figures differ by seed. RGB. */
export function drawForm(seed: number): Pixels {
  const [width, height] = [600, 800];
  const data = new Uint8Array(width * height * 3).fill(250);
  const fill = (left: number, top: number, wide: number, high: number, level: number) => {
    for (let y = top; y < top + high; y += 1) data.fill(level, (y * width + left) * 3, (y * width + left + wide) * 3);
  };
  fill(50, 40, 160, 60, 60);
  fill(50, 200, 500, 3, 0);
  const write = (random: () => number, left: number, top: number, letters: number) => {
    for (let letter = 0; letter < letters; letter += 1) fill(left + letter * 9, top + Math.floor(random() * 4), 3 + Math.floor(random() * 4), 8 + Math.floor(random() * 4), 20);
  };
  const common = chance(1000);
  const own = chance(seed);
  for (let line = 0; line < 14; line += 1) {
    write(common, 50, 230 + line * 36, 24);
    write(own, 430, 230 + line * 36, 3 + Math.floor(own() * 5));
  }
  return { data, width, height, channels: 3 };
}

/** Each byte anew, kept within 0–255. */
export function paint(pixels: Pixels, levelAt: (level: number, at: number, data: Uint8Array) => number): Pixels {
  return { ...pixels, data: pixels.data.map((level, at) => Math.min(255, Math.max(0, Math.round(levelAt(level, at, pixels.data))))) };
}

export const brighten = (pixels: Pixels, factor: number): Pixels => paint(pixels, (level) => level * factor);

/** Leaves out this share of each side. */
export function cut(pixels: Pixels, share: number): Pixels {
  const [left, top] = [Math.round(pixels.width * share), Math.round(pixels.height * share)];
  return move(pixels, pixels.width - 2 * left, pixels.height - 2 * top, (x, y) => [x + left, y + top]);
}

/** Leaves out this share at the right and at the top. */
export function cutCorner(pixels: Pixels, share: number): Pixels {
  const [right, top] = [Math.round(pixels.width * share), Math.round(pixels.height * share)];
  return move(pixels, pixels.width - right, pixels.height - top, (x, y) => [x, y + top]);
}

/** Leaves out this share of one side. */
export function cutSide(pixels: Pixels, side: 'left' | 'right' | 'top' | 'bottom', share: number): Pixels {
  const { width, height } = pixels;
  const isAcross = side === 'left' || side === 'right';
  const cells = Math.round((isAcross ? width : height) * share);
  const [left, top] = [side === 'left' ? cells : 0, side === 'top' ? cells : 0];
  return move(pixels, isAcross ? width - cells : width, isAcross ? height : height - cells, (x, y) => [x + left, y + top]);
}

/** Around its middle, clockwise; what comes into sight behind it has this level. */
export function turnSlightly(pixels: Pixels, degrees: number, behind: number): Pixels {
  const { width, height, channels } = pixels;
  const [cosine, sine] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const turned = new Uint8Array(width * height * channels).fill(behind);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += channels) {
      const [across, down] = [x - width / 2, y - height / 2];
      const px = Math.round(across * cosine + down * sine + width / 2);
      const py = Math.round(down * cosine - across * sine + height / 2);
      if (px < 0 || py < 0 || px >= width || py >= height) continue;
      const from = (py * width + px) * channels;
      turned.set(pixels.data.subarray(from, from + channels), at);
    }
  }
  return { ...pixels, data: turned };
}

/** What lies within a disc moves to the right, by less towards its edge. */
export function moveDisc(pixels: Pixels, centreX: number, centreY: number, radius: number, step: number): Pixels {
  return move(pixels, pixels.width, pixels.height, (x, y) => {
    const nearness = Math.max(0, 1 - Math.hypot(x - centreX, y - centreY) / radius);
    return [Math.max(0, Math.round(x - step * Math.min(1, 2 * nearness))), y];
  });
}

export const mirror = (pixels: Pixels): Pixels => move(pixels, pixels.width, pixels.height, (x, y) => [pixels.width - 1 - x, y]);

/** To the right. */
export const turnQuarter = (pixels: Pixels): Pixels => move(pixels, pixels.height, pixels.width, (x, y) => [y, pixels.height - 1 - x]);

export function halve(pixels: Pixels): Pixels {
  const { data, channels } = pixels;
  const [width, height] = [pixels.width >> 1, pixels.height >> 1];
  const halved = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width * channels; x += 1) {
      const from = 2 * y * pixels.width * channels + 2 * (x - (x % channels)) + (x % channels);
      const below = from + pixels.width * channels;
      halved[y * width * channels + x] = (data[from]! + data[from + channels]! + data[below]! + data[below + channels]! + 2) >> 2;
    }
  }
  return { ...pixels, data: halved, width, height };
}

function move(pixels: Pixels, width: number, height: number, sourceOf: (x: number, y: number) => [number, number]): Pixels {
  const { data, channels } = pixels;
  const moved = new Uint8Array(width * height * channels);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += channels) {
      const [column, row] = sourceOf(x, y);
      const from = (row * pixels.width + column) * channels;
      moved.set(data.subarray(from, from + channels), at);
    }
  }
  return { data: moved, width, height, channels };
}
