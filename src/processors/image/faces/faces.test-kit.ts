import type { Pixels } from '../pixels/pixels';

/** Middle and width of a drawn face, pixels. */
export interface DrawnFace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Parts of a face as ellipses, in widths of the face from its middle: x, y, half width, half height, colour. */
const PARTS: readonly (readonly [number, number, number, number, readonly [number, number, number]])[] = [
  [0, -0.05, 0.55, 0.75, [45, 35, 30]],
  [0, 0.05, 0.46, 0.6, [220, 180, 150]],
  [-0.19, -0.05, 0.12, 0.07, [154, 126, 105]],
  [0.19, -0.05, 0.12, 0.07, [154, 126, 105]],
  [-0.19, -0.05, 0.06, 0.04, [25, 25, 25]],
  [0.19, -0.05, 0.06, 0.04, [25, 25, 25]],
  [-0.19, -0.145, 0.11, 0.02, [45, 35, 30]],
  [0.19, -0.145, 0.11, 0.02, [45, 35, 30]],
  [0, 0.12, 0.06, 0.1, [238, 194, 162]],
  [0, 0.19, 0.08, 0.02, [154, 126, 105]],
  [0, 0.36, 0.15, 0.035, [160, 70, 80]],
];

/** A picture with a soft, slightly noisy ground and these faces. */
export function drawFaces(width: number, height: number, faces: readonly DrawnFace[], channels: 1 | 3 | 4 = 3): Pixels {
  const data = new Uint8Array(width * height * channels).fill(255);
  let random = 1;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += channels) {
      random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
      const light = 110 + 40 * Math.sin(x / 90) + 30 * Math.cos(y / 70) + (random >>> 29);
      setPixel(data, at, channels, [light, light * 0.95, light * 0.9]);
    }
  }
  for (const face of faces) for (const part of PARTS) drawEllipse({ data, width, height, channels }, face, part);
  return { data, width, height, channels };
}

function drawEllipse({ data, width, height, channels }: Pixels, face: DrawnFace, [x, y, halfWidth, halfHeight, colour]: (typeof PARTS)[number]): void {
  const [centreX, centreY] = [face.x + x * face.width, face.y + y * face.width];
  const [radiusX, radiusY] = [halfWidth * face.width, halfHeight * face.width];
  for (let row = Math.max(0, Math.floor(centreY - radiusY)); row <= Math.min(height - 1, centreY + radiusY); row++) {
    for (let column = Math.max(0, Math.floor(centreX - radiusX)); column <= Math.min(width - 1, centreX + radiusX); column++) {
      if (((column - centreX) / radiusX) ** 2 + ((row - centreY) / radiusY) ** 2 > 1) continue;
      setPixel(data, (row * width + column) * channels, channels, colour);
    }
  }
}

function setPixel(data: Uint8Array, at: number, channels: number, [red, green, blue]: readonly [number, number, number]): void {
  if (channels === 1) {
    data[at] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    return;
  }
  data.set([Math.round(red), Math.round(green), Math.round(blue)], at);
}

/** The picture as a camera stores it that was held another way: shown by this EXIF orientation it is the given one. */
export function storeTurned({ data, width, height, channels }: Pixels, orientation: number): Pixels {
  const isAcross = orientation >= 5;
  const stored = { width: isAcross ? height : width, height: isAcross ? width : height };
  const result = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [right, bottom] = [width - 1 - x, height - 1 - y];
      const places: [number, number][] = [[x, y], [right, y], [right, bottom], [x, bottom], [y, x], [y, right], [bottom, right], [bottom, x]];
      const [storedX, storedY] = places[orientation - 1] ?? [x, y];
      const from = (y * width + x) * channels;
      result.set(data.subarray(from, from + channels), (storedY * stored.width + storedX) * channels);
    }
  }
  return { data: result, ...stored, channels };
}
