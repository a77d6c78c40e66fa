import type { GreyPicture } from './grey-picture';

const FRACTION_BITS = 14;
const ONE = 1 << FRACTION_BITS;
const PAPER = 255;

/** The size that holds a picture turned by `degrees` about its middle. */
export function rotatedSize(width: number, height: number, degrees: number): { width: number; height: number } {
  const radians = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.abs(Math.sin(radians)), Math.abs(Math.cos(radians))];
  return { width: Math.round(width * cos + height * sin), height: Math.round(width * sin + height * cos) };
}

/** The picture turned clockwise by a small angle about its middle, with white corners; nothing is cut off. */
export function rotate(picture: GreyPicture, degrees: number): GreyPicture {
  const { data, width, height } = picture;
  const radians = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  const size = rotatedSize(width, height, degrees);
  const result = new Uint8Array(size.width * size.height).fill(PAPER);
  const stepX = Math.round(cos * ONE);
  const stepY = Math.round(-sin * ONE);
  const [middleX, middleY] = [(size.width - 1) / 2, (size.height - 1) / 2];
  for (let y = 0; y < size.height; y++) {
    const startX = (width - 1) / 2 + -middleX * cos + (y - middleY) * sin;
    const startY = (height - 1) / 2 + middleX * sin + (y - middleY) * cos;
    const [first, last] = inside(startX, startY, stepX / ONE, stepY / ONE, width, height, size.width);
    let fromX = Math.round(startX * ONE) + first * stepX;
    let fromY = Math.round(startY * ONE) + first * stepY;
    for (let x = first, to = y * size.width + first; x < last; x++, to++) {
      const at = (fromY >> FRACTION_BITS) * width + (fromX >> FRACTION_BITS);
      const [right, down] = [(fromX & (ONE - 1)) >> 6, (fromY & (ONE - 1)) >> 6];
      const upper = (data[at] ?? 0) * (256 - right) + (data[at + 1] ?? 0) * right;
      const lower = (data[at + width] ?? 0) * (256 - right) + (data[at + width + 1] ?? 0) * right;
      result[to] = (upper * (256 - down) + lower * down + 32768) >> 16;
      fromX += stepX;
      fromY += stepY;
    }
  }
  return { data: result, ...size };
}

/** From which to before which pixel of a row the four source pixels exist. */
function inside(x: number, y: number, stepX: number, stepY: number, width: number, height: number, count: number): [number, number] {
  let [first, last] = [0, count];
  const narrow = (start: number, step: number, limit: number): void => {
    if (Math.abs(step) < 1e-9) {
      if (start < 0.01 || start > limit - 1.01) last = 0;
      return;
    }
    const [a, b] = [(0.01 - start) / step, (limit - 1.01 - start) / step];
    first = Math.max(first, Math.ceil(Math.min(a, b)));
    last = Math.min(last, Math.floor(Math.max(a, b)));
  };
  narrow(x, stepX, width);
  narrow(y, stepY, height);
  return [first, Math.max(first, last)];
}
