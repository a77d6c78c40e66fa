import { describe, expect, it } from 'vitest';
import { loadSharp } from '../load-sharp';
import { shrinkPixels } from './shrink-pixels';
import { turnPixels } from './turn-pixels';

describe('turning pixels', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('by EXIF orientation %i is what the image library does', async (orientation) => {
    const data = Buffer.from(Array.from({ length: 5 * 3 * 3 }, (_, i) => i * 5));
    const tiff = await loadSharp()(data, { raw: { width: 5, height: 3, channels: 3 } }).withMetadata({ orientation }).png().toBuffer();
    const { data: expected, info } = await loadSharp()(tiff).autoOrient().raw().toBuffer({ resolveWithObject: true });
    const turned = turnPixels({ data, width: 5, height: 3, channels: 3 }, orientation);
    expect([turned.width, turned.height, [...turned.data]]).toEqual([info.width, info.height, [...expected]]);
  });
});

describe('shrinking pixels', () => {
  it('takes the mean of each block and leaves out what fills none', () => {
    const data = Uint8Array.from([10, 20, 99, 30, 41, 99, 99, 99, 99]);
    expect(shrinkPixels({ data, width: 3, height: 3, channels: 1 }, 2)).toEqual({ data: Uint8Array.from([25]), width: 1, height: 1, channels: 1 });
    const colours = Uint8Array.from([0, 100, 200, 10, 110, 210, 20, 120, 220, 30, 130, 230]);
    expect([...shrinkPixels({ data: colours, width: 2, height: 2, channels: 3 }, 2).data]).toEqual([15, 115, 215]);
  });

  it('takes no colour from where nothing shows', () => {
    const data = Uint8Array.from([200, 100, 50, 255, 0, 0, 0, 0, 0, 255, 0, 0, 200, 100, 50, 255]);
    expect([...shrinkPixels({ data, width: 2, height: 2, channels: 4 }, 2).data]).toEqual([200, 100, 50, 128]);
  });

  it('keeps a flat picture flat at any factor', () => {
    for (const channels of [1, 3, 4] as const) {
      const flat = { data: new Uint8Array(50 * 40 * channels).fill(77), width: 50, height: 40, channels };
      for (const factor of [1, 3, 4, 7]) expect(new Set(shrinkPixels(flat, factor).data)).toEqual(new Set([77]));
    }
  });
});
