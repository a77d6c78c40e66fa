import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';

interface Scene {
  width: number;
  height: number;
  /** Added to all pixels as white (above 0) or black (below), as a share of full cover. */
  light?: number;
  /** CSS pixels of a soft focus. */
  blur?: number;
  /** Another sky and other hills. */
  seed?: number;
  /** The sky is see-through. */
  hasAlpha?: boolean;
}

/** A landscape with a house and grain, so that it has edges, corners and detail to measure; the same bytes each time. */
export function scene({ width, height, light = 0, blur = 0, seed = 1, hasAlpha = false }: Scene, mime: 'image/jpeg' | 'image/png' = 'image/jpeg'): Buffer {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  const random = randomFrom(seed);
  if (!hasAlpha) fill(pen, `hsl(${200 + random() * 30} 45% 68%)`, [[0, 0], [width, 0], [width, height], [0, height]]);
  pen.fillStyle = '#f3dfa2';
  pen.beginPath();
  pen.arc(width * (0.2 + random() * 0.6), height * 0.22, height * 0.09, 0, 2 * Math.PI);
  pen.fill();
  for (let hill = 0; hill < 3; hill += 1) {
    const top = height * (0.3 + random() * 0.2);
    const middle = width * random();
    fill(pen, `hsl(${100 + random() * 40} 22% ${22 + hill * 8}%)`, [[middle - width * 0.6, height], [middle, top], [middle + width * 0.6, height]]);
  }
  const [x, y, side] = [width * (0.3 + random() * 0.3), height * 0.62, height * 0.18];
  fill(pen, '#c9b18f', [[x, y], [x + side * 1.3, y], [x + side * 1.3, y + side], [x, y + side]]);
  fill(pen, '#8c4a38', [[x - side * 0.1, y], [x + side * 0.65, y - side * 0.6], [x + side * 1.4, y]]);
  for (let grain = 0; grain < 12_000; grain += 1) {
    pen.fillStyle = `hsl(${random() * 360} 30% ${random() * 95}% / 0.9)`;
    const size = 1 + random() * (width / 300);
    pen.fillRect(random() * width, height * (0.35 + random() * 0.65), size, size);
  }
  if (blur > 0) {
    // Once, over all of it: a filter on each stroke takes minutes.
    pen.filter = `blur(${blur}px)`;
    pen.drawImage(canvas, 0, 0);
    pen.filter = 'none';
  }
  if (light !== 0) fill(pen, light > 0 ? `rgb(255 255 255 / ${light})` : `rgb(0 0 0 / ${-light})`, [[0, 0], [width, 0], [width, height], [0, height]]);
  return mime === 'image/png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg', 90);
}

function fill(pen: SKRSContext2D, style: string, corners: readonly (readonly [number, number])[]): void {
  pen.fillStyle = style;
  pen.beginPath();
  for (const [x, y] of corners) pen.lineTo(x, y);
  pen.fill();
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
