import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Parts of a face in its widths from its middle: x, y, half width, half height, share of the skin's light or a colour. */
const PARTS = [
  [0, -0.08, 0.56, 0.74, 'rgb(45,35,30)'],
  [0, 0.03, 0.47, 0.62, 1],
  [-0.2, -0.08, 0.13, 0.08, 0.72],
  [0.2, -0.08, 0.13, 0.08, 0.72],
  [-0.2, -0.08, 0.09, 0.045, 'rgb(235,235,230)'],
  [0.2, -0.08, 0.09, 0.045, 'rgb(235,235,230)'],
  [-0.2, -0.08, 0.045, 0.045, 'rgb(35,30,30)'],
  [0.2, -0.08, 0.045, 0.045, 'rgb(35,30,30)'],
  [-0.2, -0.19, 0.12, 0.022, 'rgb(45,35,30)'],
  [0.2, -0.19, 0.12, 0.022, 'rgb(45,35,30)'],
  [0, 0.08, 0.05, 0.12, 1.08],
  [0, 0.17, 0.08, 0.02, 0.7],
  [0, 0.36, 0.16, 0.04, 'rgb(165,75,80)'],
];
const SKINS = [[225, 185, 155], [200, 155, 120], [240, 205, 180], [150, 110, 85]];
const WIDTHS = [85, 120, 160, 200, 240, 280];

/** Faint grain of these sizes, pixels, lies over the ground: a cascade goes through smooth pictures much faster than through real ones. */
const GRAINS = [4, 12, 40];

/**
 * Draws two or three faces on each of these JPEGs, 85 to 280 pixels wide, and texture behind them.
 *
 * @returns {Promise<{ x: number, y: number, width: number }[][]>} middle and width of the faces of each picture
 */
export async function drawFaces(paths, { width, height }) {
  const sharp = createRequire(import.meta.url)('sharp');
  const truth = [];
  for (const [number, path] of paths.entries()) {
    const faces = Array.from({ length: 2 + (number % 2) }, (_, index) => ({
      x: Math.round(width * (0.2 + 0.3 * index)),
      y: Math.round(height * (0.25 + ((number * 3 + index * 2) % 6) / 10)),
      width: WIDTHS[(number + index * 2) % WIDTHS.length],
    }));
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${faces.map((face, index) => drawFace(face, SKINS[(number + index) % SKINS.length])).join('')}</svg>`;
    const texture = await Promise.all(GRAINS.map(async (grain) => ({ input: await drawGrain(sharp, { width, height }, grain), blend: 'overlay' })));
    writeFileSync(path, await sharp(readFileSync(path)).composite([...texture, { input: Buffer.from(svg) }]).jpeg({ quality: 90 }).toBuffer());
    truth.push(faces);
  }
  return truth;
}

async function drawGrain(sharp, { width, height }, grain) {
  const [columns, rows] = [Math.ceil(width / grain), Math.ceil(height / grain)];
  let state = grain;
  const values = Uint8Array.from({ length: columns * rows }, () => 112 + ((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 27));
  return sharp(values, { raw: { width: columns, height: rows, channels: 1 } }).resize(width, height, { fit: 'fill', kernel: 'cubic' }).png({ compressionLevel: 1 }).toBuffer();
}

function drawFace(face, skin) {
  const parts = PARTS.map(([x, y, halfWidth, halfHeight, colour]) => {
    const fill = typeof colour === 'string' ? colour : `rgb(${skin.map((light) => Math.min(255, Math.round(light * colour))).join(',')})`;
    return `<ellipse cx="${face.x + x * face.width}" cy="${face.y + y * face.width}" rx="${halfWidth * face.width}" ry="${halfHeight * face.width}" fill="${fill}"/>`;
  });
  return parts.join('');
}
