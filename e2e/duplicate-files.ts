import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { textPdf } from './paged-files';

interface Delivered {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const WIDTH = 1600;
const HEIGHT = 1200;

/** A landscape with a grain of its own, so that no two of different seeds are alike. */
function scene(seed: number, width = WIDTH, height = HEIGHT): Canvas {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.scale(width / WIDTH, height / HEIGHT);
  const random = randomFrom(seed);
  const part = (colour: string, points: readonly (readonly [number, number])[]): void => {
    pen.fillStyle = colour;
    pen.beginPath();
    for (const [x, y] of points) pen.lineTo(x, y);
    pen.fill();
  };
  const colour = (): string => `hsl(${Math.floor(random() * 360)} ${25 + random() * 35}% ${30 + random() * 40}%)`;
  const sky = pen.createLinearGradient(0, 0, 0, HEIGHT);
  sky.addColorStop(0, colour());
  sky.addColorStop(1, colour());
  pen.fillStyle = sky;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = '#f3e2a9';
  pen.beginPath();
  pen.arc(300 + random() * 1000, 180 + random() * 160, 120, 0, Math.PI * 2);
  pen.fill();
  for (let hill = 0; hill < 4; hill += 1) {
    const peak = random() * WIDTH;
    part(colour(), [[peak - 700, HEIGHT], [peak, 260 + random() * 380], [peak + 500, HEIGHT]]);
  }
  const house = 200 + random() * 1000;
  part('#cbb496', [[house, 1000], [house, 760], [house + 300, 760], [house + 300, 1000]]);
  part('#8b4a3c', [[house - 30, 760], [house + 150, 610], [house + 330, 760]]);
  for (let leaf = 0; leaf < 900; leaf += 1) {
    pen.fillStyle = colour();
    pen.fillRect(random() * WIDTH, 700 + random() * 500, 3 + random() * 14, 3 + random() * 14);
  }
  return canvas;
}

function turned(source: Canvas): Canvas {
  const canvas = createCanvas(source.height, source.width);
  const pen = canvas.getContext('2d');
  pen.translate(source.height, 0);
  pen.rotate(Math.PI / 2);
  pen.drawImage(source, 0, 0);
  return canvas;
}

/** Always the same numbers for a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const LETTER = [
  'To the keeper of the northern lighthouse',
  'The lamp is to be lit every evening at seven and put out at dawn.',
  'Oil for the winter comes with the ferry in the first week of November.',
  'Ships that ask for the depth of the channel are told it is nine fathoms.',
  'Write down the weather each noon, and the names of the ships that pass.',
  'The spare glass lies in the lower store, wrapped in straw.',
  'Whoever sees the buoy adrift rings the harbour at once.',
  'Bread and salt meat are brought every second Monday, if the sea allows.',
  'The old well behind the tower is not to be drunk from in summer.',
  'Paint the gallery before the frost, and grease the hinges of its door.',
  'Letters for the mainland go into the tin box beside the stairs.',
  'When fog lies on the sound the bell is struck three times a minute.',
  'A second man comes out for the winter, and stays until the ice is gone.',
  'The accounts of the year are closed on the last day of March.',
  'Strangers may look at the lamp by day, never after it is lit.',
  'Keep the boat tarred, and never let it lie in the water overnight.',
];

/**
 * Two identical files (`lake`), one picture three times (`valley`: as it is, half the size as JPEG, smaller and turned), and two
 * letters that differ in two words.
 */
export async function duplicateFiles(): Promise<Delivered[]> {
  const lake = scene(7).toBuffer('image/png');
  const valley = scene(23);
  const changed = LETTER.map((line) => line.replace('seven', 'eight').replace('nine fathoms', 'eleven fathoms'));
  return [
    { name: 'lake.png', bytes: lake },
    { name: 'lake (1).png', bytes: lake },
    { name: 'valley.png', bytes: valley.toBuffer('image/png') },
    { name: 'valley-web.jpg', bytes: scene(23, WIDTH / 2, HEIGHT / 2).toBuffer('image/jpeg', 62) },
    { name: 'valley-turned.png', bytes: turned(scene(23, WIDTH * 0.75, HEIGHT * 0.75)).toBuffer('image/png') },
    { name: 'letter.pdf', bytes: await textPdf([LETTER]) },
    { name: 'letter-corrected.pdf', bytes: await textPdf([changed]) },
  ];
}

/** Small pictures of their own kind, each there twice. */
export function manyPairs(count: number): Delivered[] {
  return Array.from({ length: count }, (_, at) => {
    const bytes = scene(1000 + at, 64, 48).toBuffer('image/png');
    return [
      { name: `pair-${at}.png`, bytes },
      { name: `pair-${at} (1).png`, bytes },
    ];
  }).flat();
}
