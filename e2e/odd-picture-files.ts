import sharp from 'sharp';
import { crc32 } from 'node:zlib';
import { scene } from './picture-files';

/** A picture that something is wrong or unusual with, and what must be said of it. */
export interface OddPicture {
  readonly name: string;
  readonly bytes: Buffer;
  /** In the list of files. */
  readonly state: 'done' | 'attention';
  /** In its details. */
  readonly says: RegExp;
}

const SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="320" height="200"';
const DRAWING = '<rect width="320" height="200" fill="#cfe3d4"/><circle cx="160" cy="100" r="70" fill="#1f7a6d"/>';

export async function oddPictures(): Promise<OddPicture[]> {
  const jpeg = scene({ width: 800, height: 600 });
  const png = scene({ width: 320, height: 200, seed: 9 }, 'image/png');
  const raw = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const sixteen = Uint16Array.from(raw.data, (value) => value * 257);
  const { width, height } = raw.info;
  return [
    { name: 'truncated.jpg', bytes: jpeg.subarray(0, jpeg.length >> 1), state: 'attention', says: /damaged: not all of it can be decoded/ },
    { name: 'truncated.png', bytes: png.subarray(0, png.length >> 1), state: 'attention', says: /damaged: not all of it can be decoded/ },
    { name: 'mislabelled.png', bytes: jpeg, state: 'done', says: /Named \.png, but it is a JPEG/ },
    { name: 'cmyk.jpg', bytes: await sharp(jpeg).toColourspace('cmyk').jpeg().toBuffer(), state: 'done', says: /JPEG picture of 800 × 600 pixels in CMYK/ },
    { name: 'sixteen-bit.png', bytes: await sharp(sixteen, { raw: { width, height, channels: 3 } }).toColourspace('rgb16').png().toBuffer(), state: 'done', says: /PNG picture of 800 × 600 pixels with 16 bits a channel/ },
    { name: 'one-pixel.png', bytes: await sharp({ create: { width: 1, height: 1, channels: 3, background: '#1f7a6d' } }).png().toBuffer(), state: 'done', says: /1 × 1/ },
    { name: 'alpha-only.png', bytes: await sharp({ create: { width: 64, height: 64, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer(), state: 'done', says: /64 × 64/ },
    { name: 'header-of-40000.png', bytes: withHeaderOf(png, 40_000), state: 'attention', says: /40,000 × 40,000 pixels; at most 100 million are read/ },
    { name: 'header-of-40000.jpg', bytes: jpegWithHeaderOf(jpeg, 40_000), state: 'attention', says: /40,000 × 40,000 pixels; at most 100 million are read/ },
    { name: 'animated-bomb.gif', bytes: gifOf(2_000, 1_500, 5_000), state: 'done', says: /It has 5,000 frames and moves/ },
    { name: 'script.svg', bytes: Buffer.from(`<svg ${SVG}>${DRAWING}<script>document.title = "ran"</script></svg>`), state: 'done', says: /shown without its scripts/ },
    { name: 'links-outside.svg', bytes: Buffer.from(`<svg ${SVG}>${DRAWING}<image href="file:///etc/hostname" width="9" height="9"/></svg>`), state: 'done', says: /shown without its links to other files/ },
    { name: 'entities.svg', bytes: Buffer.from(`<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">]><svg ${SVG}>${DRAWING}<text>&a;</text></svg>`), state: 'attention', says: /has parts that an SVG picture does not need/ },
    { name: 'broken-exif.jpg', bytes: withSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('Exif\0\0II*\0', 'latin1'), Buffer.alloc(60, 0xff)])), state: 'done', says: /800 × 600/ },
    { name: 'broken-profile.jpg', bytes: withSegment(jpeg, 0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\u0001\u0001', 'latin1'), Buffer.alloc(200, 7)])), state: 'done', says: /800 × 600/ },
  ];
}

/** Claims another size in the header, whose checksum is right. */
function withHeaderOf(png: Buffer, side: number): Buffer {
  const bytes = Buffer.from(png);
  bytes.writeUInt32BE(side, 16);
  bytes.writeUInt32BE(side, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

function jpegWithHeaderOf(jpeg: Buffer, side: number): Buffer {
  const bytes = Buffer.from(jpeg);
  const frame = [0xc0, 0xc2].map((marker) => bytes.indexOf(Buffer.from([0xff, marker]))).find((at) => at > 0) ?? 0;
  bytes.writeUInt16BE(side, frame + 5);
  bytes.writeUInt16BE(side, frame + 7);
  return bytes;
}

/** Small on the disk: each frame changes one pixel of a large canvas. */
function gifOf(width: number, height: number, frames: number): Buffer {
  const head = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  const frame = Buffer.from([0x21, 0xf9, 4, 0, 5, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}

/** One more segment right behind the beginning of a JPEG. */
function withSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}
