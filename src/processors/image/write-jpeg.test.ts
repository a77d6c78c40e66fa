import { describe, expect, test } from 'vitest';
import { loadSharp } from './load-sharp';
import { loadJpegWriter } from './write-jpeg';

const sharp = loadSharp();
const [width, height] = [83, 61];
const draw = (channels: 1 | 3): Uint8Array => Uint8Array.from({ length: width * height * channels }, (_, at) => (at * at) >> 5);

describe.skipIf(loadJpegWriter() === null)('a JPEG written by libjpeg-turbo', () => {
  test.each([1, 3] as const)('has the very pixels that sharp writes: %d channels', async (channels) => {
    const raw = { width, height, channels };
    const data = draw(channels);
    const made = await loadJpegWriter()?.({ data, ...raw }, { quality: 90, density: 300 });
    const source = sharp(data, { raw });
    const expected = await (channels === 1 ? source.toColourspace('b-w') : source).jpeg({ quality: 90 }).toBuffer();
    expect(await sharp(made ?? Buffer.alloc(0)).metadata()).toMatchObject({ ...raw, density: 300 });
    expect((await sharp(made ?? Buffer.alloc(0)).raw().toBuffer()).equals(await sharp(expected).raw().toBuffer())).toBe(true);
  });

  test('of four channels is left to others', async () => {
    expect(await loadJpegWriter()?.({ data: new Uint8Array(16), width: 2, height: 2, channels: 4 }, { quality: 90 })).toBeNull();
  });
});
