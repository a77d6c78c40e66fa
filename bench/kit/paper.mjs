import { GlobalFonts, createCanvas } from '@napi-rs/canvas';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { wrapWords } from './wrap-words.mjs';

export const DPI = 300;
/** A4. */
export const WIDTH = 2_480;
export const HEIGHT = 3_508;
export const MARGIN = 240;

const SHIPPED = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts');
/** One face is always there: the one that pdfjs-dist ships. Others are taken where the system has them. */
const SANS = 'Bench Sans';
let faces;

function facesHere() {
  if (faces) return faces;
  GlobalFonts.registerFromPath(join(SHIPPED, 'LiberationSans-Regular.ttf'), SANS);
  GlobalFonts.registerFromPath(join(SHIPPED, 'LiberationSans-Bold.ttf'), 'Bench Sans Bold');
  const here = new Set(GlobalFonts.families.map(({ family }) => family));
  const first = (...names) => names.find((name) => here.has(name)) ?? SANS;
  faces = {
    sans: SANS,
    bold: 'Bench Sans Bold',
    serif: first('Liberation Serif', 'Times New Roman', 'Nimbus Roman', 'DejaVu Serif'),
    wide: first('DejaVu Sans', 'Verdana'),
    wideSerif: first('DejaVu Serif', 'Georgia'),
  };
  return faces;
}

/**
 * A white sheet to write on. Positions are pixels of the sheet, sizes points of the letters.
 *
 * @returns what draws, and `grey()`: `{ data, width, height }`, one byte a pixel
 */
export function takeSheet() {
  const known = facesHere();
  const canvas = createCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext('2d');
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = 'black';
  pen.textBaseline = 'alphabetic';
  const pixels = (points) => Math.round((points * DPI) / 72);
  const take = (face, points) => {
    pen.font = `${pixels(points)}px "${known[face]}"`;
  };

  function text(words, x, y, face, points) {
    take(face, points);
    pen.fillText(words, x, y + pixels(points) * 0.8);
  }

  /** Paragraphs from top to bottom, as many as there is room for. @returns what was written */
  function fill(prose, { left = MARGIN, top = MARGIN, right = WIDTH - MARGIN, bottom = HEIGHT - MARGIN, face, points }) {
    take(face, points);
    const step = Math.round(pixels(points) * 1.35);
    const written = [];
    for (let y = top; y + step <= bottom; y += step * 0.7) {
      const lines = wrapWords(prose.paragraph(), right - left, (words) => pen.measureText(words).width);
      const kept = lines.slice(0, Math.floor((bottom - y) / step));
      for (const line of kept) {
        text(line, left, y, face, points);
        y += step;
      }
      written.push(kept.join('\n'));
    }
    return written.join('\n\n');
  }

  return {
    text,
    fill,
    rule(x1, y1, x2, y2, thickness) {
      pen.fillRect(Math.min(x1, x2) - thickness / 2, Math.min(y1, y2) - thickness / 2, Math.abs(x2 - x1) + thickness, Math.abs(y2 - y1) + thickness);
    },
    grey() {
      const { data } = pen.getImageData(0, 0, WIDTH, HEIGHT);
      const grey = new Uint8Array(WIDTH * HEIGHT);
      for (let i = 0; i < grey.length; i += 1) grey[i] = data[i * 4];
      return { data: grey, width: WIDTH, height: HEIGHT };
    },
  };
}
