import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSharp, type Sharp } from '../load-sharp';
import { decodePixels } from './decode-pixels';
import { HEIC } from './heic-sample.test-kit';
import { JPEG_SAMPLES } from './jpeg-samples.test-kit';
import { loadTurboJpeg } from './turbo-jpeg';

let sharp: Sharp;
beforeAll(() => {
  sharp = loadSharp();
});

/** Something like a photo: slopes, edges and grain. */
function drawRaw(width: number, height: number, channels: 1 | 3 | 4 = 3): Buffer {
  const raw = Buffer.alloc(width * height * channels);
  let noise = 1;
  for (let i = 0; i < raw.length; i += 1) {
    const pixel = Math.floor(i / channels);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    noise = (noise * 1103515245 + 12345) % 2147483648;
    raw[i] = (Math.floor(x / 9) * 31 + y * 2 + (i % channels) * 40 + (noise >> 16) % 24) % 256;
  }
  return raw;
}
const draw = (width: number, height: number, channels: 1 | 3 | 4 = 3) => sharp(drawRaw(width, height, channels), { raw: { width, height, channels } });
const sha = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex').slice(0, 16);
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

describe('pixels of a JPEG', () => {
  it.each(JPEG_SAMPLES)('are those of Pillow: $name', async ({ base64, pillow, name }) => {
    const { data, width, height, channels } = await decodePixels(Buffer.from(base64, 'base64'), 'image/jpeg');
    expect([width, height, channels]).toEqual([37, 21, name === 'grey' ? 1 : 3]);
    expect(sha(data)).toBe(pillow);
  });

  it.each(
    (['4:2:0', '4:4:4'] as const).flatMap((chromaSubsampling) =>
      [false, true].flatMap((progressive) => [[1, 1], [17, 1], [333, 217], [640, 481]].map((size) => ({ chromaSubsampling, progressive, size }))),
    ),
  )('are those of libvips: $chromaSubsampling, progressive $progressive, $size', async ({ chromaSubsampling, progressive, size }) => {
    const [width = 0, height = 0] = size;
    const bytes = await draw(width, height).jpeg({ quality: 88, chromaSubsampling, progressive }).toBuffer();
    const expected = await sharp(bytes).raw().toBuffer();
    expect(same((await decodePixels(bytes, 'image/jpeg')).data, expected)).toBe(true);
    const turbo = await loadTurboJpeg()?.(bytes);
    if (turbo) expect(same(turbo.data, expected)).toBe(true);
  });

  it('are taken as stored: neither turned nor converted', async () => {
    const plain = await draw(64, 40).jpeg().toBuffer();
    const dressed = await sharp(plain).withMetadata({ orientation: 6 }).withIccProfile('p3').jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
    const stored = await sharp(dressed, { ignoreIcc: true }).raw().toBuffer();
    const pixels = await decodePixels(dressed, 'image/jpeg');
    expect([pixels.width, pixels.height]).toEqual([64, 40]);
    expect(same(pixels.data, stored)).toBe(true);
    expect(same(pixels.data, await sharp(dressed).raw().toBuffer())).toBe(false);
  });

  it('are refused where any of them is lost', async () => {
    const bytes = await draw(300, 200).jpeg({ quality: 90 }).toBuffer();
    const half = bytes.length >> 1;
    const overwritten = Buffer.from(bytes).fill(0xff, half, half + 40);
    const endedEarly = Buffer.from(bytes);
    endedEarly.writeUInt16BE(0xffd9, half);
    const damaged = { half: bytes.subarray(0, half), cut: bytes.subarray(0, bytes.length - 30), overwritten, endedEarly };
    for (const [how, spoilt] of Object.entries(damaged)) {
      await expect(decodePixels(spoilt, 'image/jpeg').then(() => 'read'), how).rejects.toMatchObject({ code: 'file.damaged' });
    }
  });

  it('are whole where bytes too many stand before or behind the end', async () => {
    const bytes = await draw(60, 40).jpeg().toBuffer();
    const expected = await sharp(bytes).raw().toBuffer();
    const end = bytes.length - 2;
    const before = Buffer.concat([bytes.subarray(0, end), Buffer.alloc(5), bytes.subarray(end)]);
    for (const odd of [before, Buffer.concat([bytes, Buffer.alloc(5_000, 7)])]) {
      expect(same((await decodePixels(odd, 'image/jpeg')).data, expected)).toBe(true);
    }
  });

  it('are not made room for on the word of a header', async () => {
    const bytes = Buffer.from(await draw(60, 40).jpeg().toBuffer());
    const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
    bytes.writeUInt16BE(40_000, frame + 5);
    bytes.writeUInt16BE(40_000, frame + 7);
    const before = process.memoryUsage().rss;
    await expect(decodePixels(bytes, 'image/jpeg')).rejects.toMatchObject({ code: 'file.tooLarge' });
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });

  it('are refused in more than a hundred scans', async () => {
    const bytes = await draw(64, 64).jpeg({ progressive: true }).toBuffer();
    const first = bytes.indexOf(Buffer.from([0xff, 0xda]));
    const last = bytes.lastIndexOf(Buffer.from([0xff, 0xda]));
    const scan = bytes.subarray(last, bytes.length - 2);
    expect(last).toBeGreaterThan(first);
    const bomb = Buffer.concat([bytes.subarray(0, bytes.length - 2), ...Array.from({ length: 120 }, () => scan), bytes.subarray(bytes.length - 2)]);
    await expect(decodePixels(bomb, 'image/jpeg')).rejects.toMatchObject({ code: 'file.damaged' });
  });
});

describe('pixels of other formats', () => {
  it.each([
    ['png', 3],
    ['png', 4],
    ['webp', 3],
    ['webp', 4],
    ['tiff', 3],
    ['tiff', 4],
  ] as const)('are those that were put into a lossless %s of %i channels', async (format, channels) => {
    const raw = drawRaw(61, 37, channels);
    const bytes = await sharp(raw, { raw: { width: 61, height: 37, channels } }).toFormat(format, { lossless: true, compression: 'lzw' } as object).toBuffer();
    const pixels = await decodePixels(bytes, `image/${format}`);
    expect(pixels).toMatchObject({ width: 61, height: 37, channels });
    // A lossless WebP keeps no colour where nothing shows.
    const wanted = await sharp(bytes).raw().toBuffer();
    expect(same(pixels.data, format === 'webp' ? wanted : raw)).toBe(true);
  });

  it('are one channel where grey, of 8 bits and of 1', async () => {
    const grey = drawRaw(50, 20, 1);
    const picture = () => sharp(grey, { raw: { width: 50, height: 20, channels: 1 } }).toColourspace('b-w');
    const eight = await decodePixels(await picture().png().toBuffer(), 'image/png');
    expect(eight.channels).toBe(1);
    expect(same(eight.data, grey)).toBe(true);
    const one = await decodePixels(await picture().threshold(128).tiff({ bitdepth: 1, compression: 'ccittfax4' }).toBuffer(), 'image/tiff');
    expect(same(one.data, Uint8Array.from(grey, (value) => (value >= 128 ? 255 : 0)))).toBe(true);
  });

  it('are the upper halves of 16 bits, grey and coloured', async () => {
    const words = (count: number) => Uint16Array.from({ length: count }, (_, i) => (i * 977) % 65_536);
    for (const channels of [1, 3] as const) {
      const source = words(40 * 10 * channels);
      const bytes = await sharp(source, { raw: { width: 40, height: 10, channels } })
        .toColourspace(channels === 1 ? 'grey16' : 'rgb16')
        .png()
        .toBuffer();
      const pixels = await decodePixels(bytes, 'image/png');
      expect(pixels.channels).toBe(channels);
      expect(same(pixels.data, Uint8Array.from(source, (word) => word >> 8))).toBe(true);
    }
  });

  it('are the colours that a palette names', async () => {
    const bytes = await draw(40, 30).png({ palette: true, colours: 16 }).toBuffer();
    const expected = await sharp(bytes).raw().toBuffer();
    expect((await sharp(bytes).metadata()).isPalette).toBe(true);
    expect(same((await decodePixels(bytes, 'image/png')).data, expected)).toBe(true);
  });

  it('are the colours that a GIF names where it is transparent, of the palette of the frame if it has one', async () => {
    const colours = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0];
    const others = [9, 9, 9, 10, 20, 30, 7, 7, 7, 8, 8, 8];
    const control = [0x21, 0xf9, 4, 1, 0, 0, 1, 0];
    const data = [2, 3, 0x44, 0x26, 0x05, 0, 0x3b];
    const header = [...Buffer.from('GIF89a', 'latin1'), 2, 0, 2, 0];
    const comment = [0x21, 0xfe, 2, 0x21, 0xf9, 0];
    const shared = Buffer.from([...header, 0x81, 0, 0, ...colours, ...control, ...comment, 0x2c, 0, 0, 0, 0, 2, 0, 2, 0, 0, ...data]);
    const own = Buffer.from([...header, 0x81, 0, 0, ...colours, ...control, 0x2c, 0, 0, 0, 0, 2, 0, 2, 0, 0x81, ...others, ...data]);
    const pixelsOf = async (bytes: Buffer) => [...(await decodePixels(bytes, 'image/gif')).data];
    expect(await pixelsOf(shared)).toEqual([255, 0, 0, 255, 0, 255, 0, 0, 255, 255, 0, 255, 0, 0, 255, 255]);
    expect(await pixelsOf(own)).toEqual([9, 9, 9, 255, 10, 20, 30, 0, 8, 8, 8, 255, 7, 7, 7, 255]);
  });

  it('are those of the page asked for, and of the first frame', async () => {
    const frames = [await draw(32, 16).png().toBuffer(), await draw(32, 16).negate().png().toBuffer()];
    const tiff = await sharp(frames, { join: { animated: true } }).tiff({ compression: 'lzw' }).toBuffer();
    const inverse = Uint8Array.from(drawRaw(32, 16), (value) => 255 - value);
    expect(same((await decodePixels(tiff, 'image/tiff', { page: 2 })).data, inverse)).toBe(true);
    const webp = await sharp(frames, { join: { animated: true } }).webp({ lossless: true }).toBuffer();
    const { data, height } = await decodePixels(webp, 'image/webp');
    expect(height).toBe(16);
    expect(same(data, drawRaw(32, 16))).toBe(true);
  });

  it('are upright in a TIFF', async () => {
    const bytes = await draw(30, 10).withMetadata({ orientation: 6 }).tiff({ compression: 'lzw' }).toBuffer();
    const { data, width, height } = await decodePixels(bytes, 'image/tiff');
    expect([width, height]).toEqual([10, 30]);
    expect(same(data, await draw(30, 10).rotate(90).raw().toBuffer())).toBe(true);
  });

  it('stand on white in a drawing', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="10" height="10" fill="#f00"/></svg>';
    const { data, width, height, channels } = await decodePixels(Buffer.from(svg), 'image/svg+xml');
    expect([width, height, channels]).toEqual([20, 10, 3]);
    expect([...data.subarray(0, 3), ...data.subarray(57, 60)]).toEqual([255, 0, 0, 255, 255, 255]);
  });

  it('come from HEIC, and not from half of it', async () => {
    const { data, width, height, channels } = await decodePixels(HEIC, 'image/heic');
    expect([width, height, channels]).toEqual([64, 48, 3]);
    const near = (at: number, colour: number[]) => colour.every((value, i) => Math.abs((data[at + i] ?? NaN) - value) < 8);
    expect([near(0, [200, 40, 40]), near(63 * 3, [40, 60, 200])]).toEqual([true, true]);
    await expect(decodePixels(HEIC.subarray(0, HEIC.length - 60), 'image/heic')).rejects.toMatchObject({ code: 'file.damaged' });
  });

  it('are refused where data is spoilt: PNG, WebP, TIFF, GIF, AVIF', async () => {
    for (const format of ['png', 'webp', 'tiff', 'gif', 'avif'] as const) {
      const bytes = await draw(200, 150).toFormat(format, { compression: 'lzw' } as object).toBuffer();
      await expect(decodePixels(bytes.subarray(0, bytes.length * 0.6), `image/${format}`), format).rejects.toMatchObject({ code: 'file.damaged' });
    }
  });
});
