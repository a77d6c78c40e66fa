import { decodeWithSharp } from './decode-with-sharp';
import type { Pixels } from './pixels';

const [EXTENSION, PICTURE] = [0x21, 0x2c];
const CONTROL = 0xf9;
const HEADER_BYTES = 13;
const PICTURE_BYTES = 10;

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
  let transparent = 0;
  let at = HEADER_BYTES + paletteBytes(bytes[10] ?? 0);
  while (bytes[at] === EXTENSION) {
    const flags = bytes[at + 3] ?? 0;
    if (bytes[at + 1] === CONTROL) transparent = (flags & 1) === 1 ? (bytes[at + 6] ?? 0) : 0;
    at += 2;
    while ((bytes[at] ?? 0) > 0) at += 1 + (bytes[at] as number);
    at += 1;
  }
  const own = bytes[at] === PICTURE ? paletteBytes(bytes[at + 9] ?? 0) : 0;
  const [start, length] = own > 0 ? [at + PICTURE_BYTES, own] : [HEADER_BYTES, paletteBytes(bytes[10] ?? 0)];
  const place = transparent * 3;
  return place < length ? [bytes[start + place] ?? 0, bytes[start + place + 1] ?? 0, bytes[start + place + 2] ?? 0] : [0, 0, 0];
}

/** Of a palette of which these flags tell (GIF89a, 18 and 20). */
const paletteBytes = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
