import { describe, expect, it } from 'vitest';
import { CannotRead } from '../../kit/cannot-read';
import { decodePixels } from './decode-pixels';

interface Bmp {
  bits: number;
  width: number;
  height: number;
  /** Of the pixels, as they lie in the file. */
  data: number[];
  palette?: number[][];
  compression?: number;
  headerBytes?: number;
  /** What follows the first 40 bytes of the header, or the header. */
  masks?: number[];
}

function makeBmp({ bits, width, height, data, palette = [], compression = 0, headerBytes = 40, masks = [] }: Bmp): Buffer {
  const isOld = headerBytes === 12;
  const header = Buffer.alloc(14 + Math.max(headerBytes, headerBytes === 40 ? 40 + masks.length * 4 : 0));
  const colours = Buffer.from(palette.flatMap(([r = 0, g = 0, b = 0]) => (isOld ? [b, g, r] : [b, g, r, 0])));
  header.write('BM', 0, 'latin1');
  header.writeUInt32LE(header.length + colours.length, 10);
  header.writeUInt32LE(headerBytes, 14);
  if (isOld) {
    header.writeUInt16LE(width, 18);
    header.writeUInt16LE(height, 20);
    header.writeUInt16LE(1, 22);
    header.writeUInt16LE(bits, 24);
  } else {
    header.writeInt32LE(width, 18);
    header.writeInt32LE(height, 22);
    header.writeUInt16LE(1, 26);
    header.writeUInt16LE(bits, 28);
    header.writeUInt32LE(compression, 30);
    header.writeInt32LE(11_811, 38);
    header.writeUInt32LE(palette.length, 46);
    masks.forEach((mask, i) => header.writeUInt32LE(mask, 54 + i * 4));
  }
  return Buffer.concat([header, colours, Buffer.from(data)]);
}

const pixelsOf = async (bmp: Bmp) => {
  const { data, width, height, channels } = await decodePixels(makeBmp(bmp), 'image/bmp');
  return { size: [width, height, channels], pixels: Array.from({ length: width * height }, (_, i) => [...data.subarray(i * channels, (i + 1) * channels)]) };
};

const [K, R, G, B] = [[0, 0, 0], [255, 0, 0], [0, 255, 0], [0, 0, 255]];
const PALETTE = [K, R, G, B] as number[][];
const words = (...values: number[]): number[] => values.flatMap((value) => [value & 255, value >> 8]);

describe('a BMP', () => {
  it('runs from the bottom, or from the top where its height is negative', async () => {
    const data = [0, 0, 255, 0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0];
    expect(await pixelsOf({ bits: 24, width: 2, height: 2, data })).toEqual({ size: [2, 2, 3], pixels: [B, K, R, G] });
    expect(await pixelsOf({ bits: 24, width: 2, height: -2, data })).toEqual({ size: [2, 2, 3], pixels: [R, G, B, K] });
  });

  it.each([
    { bits: 1, data: [0b0100_0000, 0, 0, 0], palette: [G, R], pixels: [G, R, G] },
    { bits: 4, data: [0x12, 0x30, 0, 0], palette: PALETTE, pixels: [R, G, B] },
    { bits: 8, data: [3, 0, 2, 0], palette: PALETTE, pixels: [B, K, G] },
    { bits: 8, data: [1, 200, 3, 0], palette: PALETTE, pixels: [R, K, B] },
  ])('of $bits bits has the colours of its palette, black where there is none', async ({ bits, data, palette, pixels }) => {
    const bmp = { bits, width: 3, height: 1, data, palette: palette as number[][] };
    expect((await pixelsOf(bmp)).pixels).toEqual(pixels);
    expect((await pixelsOf({ ...bmp, headerBytes: 12 })).pixels).toEqual(pixels);
    expect((await pixelsOf({ ...bmp, headerBytes: 124 })).pixels).toEqual(pixels);
  });

  it('of 16 bits has 5 of each colour, or what its masks say', async () => {
    const fiveEach = words((31 << 10) | (16 << 5) | 1, 0);
    expect((await pixelsOf({ bits: 16, width: 1, height: 1, data: fiveEach })).pixels).toEqual([[255, 131, 8]]);
    const sixGreen = words((31 << 11) | (32 << 5) | 1, 0);
    const masks = [0xf800, 0x07e0, 0x001f];
    expect((await pixelsOf({ bits: 16, width: 1, height: 1, data: sixGreen, compression: 3, masks })).pixels).toEqual([[255, 129, 8]]);
  });

  it('of 32 bits has alpha only where a mask names it', async () => {
    const data = [10, 20, 30, 40];
    expect(await pixelsOf({ bits: 32, width: 1, height: 1, data })).toEqual({ size: [1, 1, 3], pixels: [[30, 20, 10]] });
    const masks = [0xff0000, 0x00ff00, 0x0000ff, 0xff000000];
    expect(await pixelsOf({ bits: 32, width: 1, height: 1, data, compression: 3, masks, headerBytes: 124 })).toEqual({ size: [1, 1, 4], pixels: [[30, 20, 10, 40]] });
    const turned = [0xff, 0xff00, 0xff0000, 0];
    expect(await pixelsOf({ bits: 32, width: 1, height: 1, data, compression: 3, masks: turned, headerBytes: 108 })).toEqual({ size: [1, 1, 3], pixels: [[10, 20, 30]] });
  });

  it('is unpacked from runs of 8 and 4 bits', async () => {
    // Two greens and a literal of three; end of row; one to the right, then a red; end.
    const runs8 = [2, 2, 0, 3, 3, 1, 2, 0, 0, 0, 0, 2, 1, 0, 1, 1, 0, 1];
    const expected = [K, R, K, K, K, G, G, B, R, G];
    expect((await pixelsOf({ bits: 8, width: 5, height: 2, data: runs8, palette: PALETTE, compression: 1 })).pixels).toEqual(expected);
    const runs4 = [2, 0x22, 0, 3, 0x31, 0x20, 0, 0, 0, 2, 1, 0, 1, 0x10, 0, 1];
    expect((await pixelsOf({ bits: 4, width: 5, height: 2, data: runs4, palette: PALETTE, compression: 2 })).pixels).toEqual(expected);
  });

  it.each([
    ['rows', { bits: 24, width: 40, height: 40, data: Array.from({ length: 4_000 }, () => 1) }],
    ['runs', { bits: 8, width: 40, height: 40, data: [40, 1, 0, 0, 40], palette: PALETTE, compression: 1 }],
  ] as [string, Bmp][])('is damaged when %s are missing', async (_, bmp) => {
    await expect(decodePixels(makeBmp(bmp), 'image/bmp')).rejects.toMatchObject({ code: 'file.damaged' });
  });

  it('is not made room for on the word of its header', async () => {
    const bmp = makeBmp({ bits: 1, width: 40_000, height: 40_000, data: [1, 2, 3], palette: PALETTE });
    await expect(decodePixels(bmp, 'image/bmp')).rejects.toMatchObject({ code: 'file.tooLarge' });
  });

  it('with a JPEG inside is not read', async () => {
    await expect(decodePixels(makeBmp({ bits: 24, width: 8, height: 8, data: [], compression: 4 }), 'image/bmp')).rejects.toThrow(CannotRead);
  });
});
