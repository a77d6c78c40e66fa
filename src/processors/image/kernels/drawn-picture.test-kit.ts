import type { Pixels } from '../pixels/pixels';

export type Drawing = 'noise' | 'shapes' | 'saw' | 'flat' | 'dim';

/** Pictures by integer arithmetic alone, so that other programs can draw the very same. */
export function drawPicture(drawing: Drawing, width: number, height: number, channels: 1 | 3 | 4 = 3): Pixels {
  const data = new Uint8Array(width * height * channels);
  let state = 1;
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let c = 0; c < channels; c += 1) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        data[at] = c === 3 ? (x < y ? 0 : 255) : valueOf(drawing, { x, y, c, width, height, noise: state >>> 24 });
        at += 1;
      }
    }
  }
  return { data, width, height, channels };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly c: number;
  readonly width: number;
  readonly height: number;
  readonly noise: number;
}

function valueOf(drawing: Drawing, { x, y, c, width, height, noise }: Place): number {
  switch (drawing) {
    case 'noise':
      return noise;
    case 'saw':
      return (x * 3 + y * 2 + ((x * y) >> 5) + c * 50) & 255;
    case 'flat':
      return 200 - 60 * c;
    case 'dim':
      return 20 + c;
    case 'shapes': {
      const isInDisc = (2 * x - width) ** 2 + (2 * y - height) ** 2 < Math.min(width, height) ** 2 >> 1;
      const isInBox = 5 * x > width && 3 * x < width && 7 * y > height && 2 * y < height;
      if (isInDisc) return 230 - 90 * c;
      if (isInBox) return 10 + 100 * c;
      return Math.floor((x * 120) / width) + Math.floor((y * 60) / height) + 15 * c + (noise >> 6);
    }
  }
}
