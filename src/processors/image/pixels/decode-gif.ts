import { decodeWithSharp } from './decode-with-sharp';
import { behindGifParts, GIF_BLOCK, GIF_HEADER_BYTES, GIF_PICTURE_BYTES, gifPaletteBytes } from './gif-blocks';
import type { Pixels } from './pixels';

const CONTROL = 0xf9;

/** The first frame, with the colours that the file names for its transparent parts too: libvips leaves them black, Pillow and OpenCV don't. */
export async function decodeGif(bytes: Buffer): Promise<Pixels> {
  const pixels = await decodeWithSharp(bytes, { failOn: 'error' });
  if (pixels.channels !== 4) return pixels;
  const { data } = pixels;
  const [red, green, blue] = colourBehind(bytes);
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] === 0) [data[at], data[at + 1], data[at + 2]] = [red, green, blue];
  }
  return pixels;
}

type Colour = readonly [red: number, green: number, blue: number];

/** What the first frame's transparent index stands for; without one, the first colour, which Pillow fills the canvas with. */
function colourBehind(bytes: Buffer): Colour {
  const shared = { start: GIF_HEADER_BYTES, length: gifPaletteBytes(bytes[10] ?? 0) };
  let transparent = 0;
  let at = shared.start + shared.length;
  while (bytes[at] === GIF_BLOCK.extension) {
    if (bytes[at + 1] === CONTROL) transparent = ((bytes[at + 3] ?? 0) & 1) === 1 ? (bytes[at + 6] ?? 0) : 0;
    at = behindGifParts(bytes, at + 2);
  }
  const own = bytes[at] === GIF_BLOCK.picture ? gifPaletteBytes(bytes[at + 9] ?? 0) : 0;
  const { start, length } = own > 0 ? { start: at + GIF_PICTURE_BYTES, length: own } : shared;
  const place = transparent * 3;
  return place < length ? [bytes[start + place] ?? 0, bytes[start + place + 1] ?? 0, bytes[start + place + 2] ?? 0] : [0, 0, 0];
}
