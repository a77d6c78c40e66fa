import { describe, expect, it } from 'vitest';
import { loadSharp } from './load-sharp';
import { readPlainJpeg } from './plain-jpeg';

const sharp = loadSharp();
const drawn = (channels: 3 | 4 = 3) => sharp({ create: { width: 37, height: 21, channels, background: '#345678' } });

async function bySharp(bytes: Buffer) {
  const { format, space, channels, depth, hasAlpha, isPalette, density, autoOrient, icc, exif, orientation, pages, bitsPerSample } = await sharp(bytes).metadata();
  return { format, space, channels, depth, hasAlpha, isPalette: isPalette ?? false, autoOrient, density, icc, exif, orientation, pages, bitsPerSample };
}

const asAsked = (bytes: Buffer) => ({ density: undefined, icc: undefined, exif: undefined, orientation: undefined, pages: undefined, bitsPerSample: undefined, ...readPlainJpeg(bytes) });

/** With a JFIF header: its unit (0 none, 1 inch, 2 centimetre), and dots across and down. */
function withDensity(jpeg: Buffer, unit: number, x: number, y: number): Buffer {
  const header = Buffer.from('ffe000104a46494600010100000100010000', 'hex');
  header.writeUInt8(unit, 11);
  header.writeUInt16BE(x, 12);
  header.writeUInt16BE(y, 14);
  return Buffer.concat([jpeg.subarray(0, 2), header, jpeg.subarray(2)]);
}

describe('a plain JPEG', () => {
  it.each([
    ['of colours', () => drawn().jpeg()],
    ['of grey', () => drawn().greyscale().jpeg()],
    ['in progressive scans', () => drawn().jpeg({ progressive: true, mozjpeg: true })],
    ['with a profile', () => drawn().keepIccProfile().withIccProfile('p3').jpeg()],
    ['in 4:4:4', () => drawn().jpeg({ chromaSubsampling: '4:4:4' })],
  ])('%s is as sharp has it', async (_, draw) => {
    const bytes = await draw().toBuffer();
    // Sharp writes a profile together with EXIF, which is for sharp to read.
    const header = readPlainJpeg(bytes);
    if (header === null) expect((await sharp(bytes).metadata()).exif).toBeDefined();
    else expect(asAsked(bytes)).toEqual(await bySharp(bytes));
  });

  it.each([
    [0, 1, 1], [0, 300, 300], [1, 0, 96], [1, 1, 96], [1, 96, 1], [1, 25, 25], [1, 26, 26], [1, 96, 100], [2, 2, 2], [2, 10, 10], [2, 11, 11], [2, 118, 118], [3, 300, 300],
  ])('has the density of its header: unit %s, %s × %s dots', async (unit, x, y) => {
    const bytes = withDensity(await drawn().jpeg().toBuffer(), unit, x, y);
    expect(asAsked(bytes)).toEqual(await bySharp(bytes));
  });

  it('may have its profile, and has it whole', async () => {
    const plain = await drawn().jpeg().toBuffer();
    const profile = (await sharp(await drawn().withIccProfile('p3').png().toBuffer()).metadata()).icc as Buffer;
    const content = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), profile]);
    const head = Buffer.from([0xff, 0xe2, 0, 0]);
    head.writeUInt16BE(content.length + 2, 2);
    const bytes = Buffer.concat([plain.subarray(0, 2), head, content, plain.subarray(2)]);
    expect(readPlainJpeg(bytes)?.icc?.equals(profile)).toBe(true);
    expect(asAsked(bytes)).toEqual(await bySharp(bytes));
  });

  it('is none with EXIF, in CMYK, cut off in its header, or of another kind', async () => {
    const plain = await drawn().jpeg().toBuffer();
    for (const bytes of [
      await drawn().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      await drawn().toColourspace('cmyk').jpeg().toBuffer(),
      await drawn().png().toBuffer(),
      plain.subarray(0, 120),
      Buffer.alloc(0),
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]),
    ]) expect(readPlainJpeg(bytes)).toBeNull();
  });
});
