import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transformRecipeSchema } from '../../../shared/model/transform';
import { Fixture } from '../../kit/fixture.test-kit';
import { OpenFile } from '../../kit/open-file';
import { processor } from '../index';
import { loadSharp, type Sharp } from '../load-sharp';
import { applyRecipe } from './apply-recipe';
import { withJfif } from './jpeg-segments';
import { toPicture, type Picture } from './picture';

const fixture = new Fixture();
let sharp: Sharp;
let raw: Buffer;
const [width, height] = [90, 60];
beforeAll(() => {
  sharp = loadSharp();
  raw = Buffer.from(Array.from({ length: width * height * 3 }, (_, at) => (at % 270) + Math.trunc(at / 2700) * 4));
});
afterAll(() => fixture.remove());

const drawn = (): ReturnType<Sharp> => sharp(raw, { raw: { width, height, channels: 3 } });

const transform = (name: string, bytes: Buffer, recipe: object, maxSidePixels: number | null = null) =>
  transformFile(name, fixture.write(name, bytes), recipe, maxSidePixels);

async function transformFile(name: string, source: ReturnType<Fixture['write']>, recipe: object, maxSidePixels: number | null) {
  const { mime, kind } = await fixture.recognise(source);
  const file = OpenFile.open(source);
  try {
    const request = { recipe: transformRecipeSchema.parse(recipe), maxSidePixels };
    const made = await processor.transform?.(file, { name, mime, kind, size: source.size }, request, fixture.context);
    if (!made) throw new Error('no transform');
    const written = readFileSync(made.artifact.scratchPath);
    return { ...made, written, metadata: await sharp(written).metadata() };
  } finally {
    file.close();
  }
}

/** By the steps themselves, from pixels of their own. */
function applied(recipe: object): Picture {
  const size = { width, height };
  const original = toPicture({ data: Uint8Array.from(raw), ...size, channels: 3 });
  return applyRecipe(original, transformRecipeSchema.parse(recipe), { from: size, target: size, shown: size }, fixture.context).picture;
}

const pixelsOf = (bytes: Buffer): Promise<Buffer> => sharp(bytes, { ignoreIcc: true }).removeAlpha().toColourspace('srgb').raw().toBuffer();

describe('formats', () => {
  test.each([
    ['jpeg', 'jpg'],
    ['png', 'png'],
    ['webp', 'webp'],
    ['avif', 'avif'],
    ['tiff', 'tiff'],
  ] as const)('%s stays %s', async (format, extension) => {
    const { artifact, metadata, log } = await transform(`a.${format}`, await drawn().toFormat(format).toBuffer(), { resize: { by: 'largestSide', pixels: 45 } });
    expect(artifact).toMatchObject({ role: 'picture', extension, width: 45, height: 30 });
    expect(metadata).toMatchObject({ width: 45, height: 30, format: format === 'avif' ? 'heif' : format });
    expect(log).toEqual(['Resized to 45 × 30']);
  });

  test('what is not written becomes PNG, of an animation the first frame, and the log says so', async () => {
    const frames = Buffer.concat([raw, Buffer.alloc(raw.length, 9)]);
    const gif = await sharp(frames, { raw: { width, height: height * 2, channels: 3, pageHeight: height } }).gif({ dither: 0 }).toBuffer();
    const { metadata, log } = await transform('a.gif', gif, {});
    expect(metadata).toMatchObject({ format: 'png', width, height });
    expect(log).toEqual(['Took the first of 2 frames', 'Written as PNG']);
  });

  test('PNG and TIFF keep every pixel', async () => {
    const png = await drawn().png().toBuffer();
    for (const format of ['png', 'tiff']) expect(await pixelsOf((await transform('a.png', png, { format })).written)).toEqual(raw);
  });

  test('steps that look at neighbours see the picture as it was up to its last row, however it was decoded', async () => {
    for (const format of ['png', 'tiff', 'webp'] as const) {
      const file = await drawn().toFormat(format, { lossless: true, compression: 'lzw' } as object).toBuffer();
      for (const recipe of [{ sharpen: true }, { blur: true }]) {
        const { written } = await transform(`a.${format}`, file, { ...recipe, format: 'png' });
        expect(Buffer.compare(await pixelsOf(written), applied(recipe).rgb), `${format} ${Object.keys(recipe)[0]}`).toBe(0);
      }
    }
  });

  test('a lower quality and a higher compression make smaller files', async () => {
    const png = await drawn().png().toBuffer();
    const bytesOf = async (recipe: object): Promise<number> => (await transform('a.png', png, recipe)).artifact.bytes;
    for (const format of ['jpeg', 'webp', 'avif']) expect(await bytesOf({ format, quality: 20 })).toBeLessThan(await bytesOf({ format, quality: 95 }));
    expect(await bytesOf({ compression: 9 })).toBeLessThan(await bytesOf({ compression: 0 }));
  });

  test('what a format can’t hold is refused before anything is done', async () => {
    const png = await drawn().png().toBuffer();
    await expect(transform('a.png', png, { format: 'webp', resize: { by: 'size', width: 20_000, height: 2 } })).rejects.toMatchObject({
      code: 'file.tooLarge',
      message: 'WebP can’t hold a picture of 20,000 × 2 pixels.',
    });
    await expect(transform('a.png', png, { resize: { by: 'size', width: 20_000, height: 20_000 } })).rejects.toMatchObject({ code: 'file.tooLarge' });
  });

  test('half a picture is no picture', async () => {
    const jpeg = await drawn().jpeg().toBuffer();
    for (const recipe of [{}, { resize: { by: 'largestSide', pixels: 20 } }]) {
      await expect(transform('half.jpg', jpeg.subarray(0, jpeg.length / 2), recipe)).rejects.toMatchObject({ code: 'file.damaged' });
    }
  });
});

describe('transparency', () => {
  test('is kept, and only colours change', async () => {
    const rgba = Buffer.from(Array.from({ length: 40 * 40 * 4 }, (_, at) => (at % 4 === 3 ? (at >> 2) % 256 : 100)));
    const png = await sharp(rgba, { raw: { width: 40, height: 40, channels: 4 } }).png().toBuffer();
    const { written } = await transform('a.png', png, { brightness: 2 });
    const made = await sharp(written).raw().toBuffer();
    expect(made.every((value, at) => value === (at % 4 === 3 ? (at >> 2) % 256 : 200))).toBe(true);
  });

  test('is laid on white where the format has none', async () => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer();
    const { written, log } = await transform('a.png', png, { format: 'jpeg' });
    expect((await pixelsOf(written)).every((value) => value === 255)).toBe(true);
    expect(log).toEqual(['Transparent parts laid on white, as JPEG has none', 'Written as JPEG, quality 90']);
  });
});

test('grey pictures stay grey', async () => {
  const jpeg = await drawn().toColourspace('b-w').jpeg().toBuffer();
  for (const recipe of [{ contrast: 1.5 }, { equalise: true }, { resize: { by: 'largestSide', pixels: 20 } }]) {
    expect((await transform('grey.jpg', jpeg, recipe)).metadata).toMatchObject({ channels: 1, space: 'b-w' });
  }
});

describe('metadata', () => {
  const photo = (): Promise<Buffer> =>
    drawn()
      .withExif({
        IFD0: { Make: 'Ortel' },
        IFD2: { DateTimeOriginal: '2026:01:15 10:30:00', PixelXDimension: '90', PixelYDimension: '60' },
        IFD3: { GPSLatitudeRef: 'N' },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>')
      .withMetadata({ orientation: 6, density: 300 })
      .withIccProfile('p3')
      .jpeg()
      .toBuffer();

  test.each([
    ['a quick reduction', { resize: { by: 'largestSide', pixels: 30 } }, 20, 30],
    ['steps', { sharpen: true }, 60, 90],
  ])('is kept with %s, and says that the picture is upright', async (_, recipe, wide, high) => {
    const { metadata, artifact, log } = await transform('photo.jpg', await photo(), recipe);
    expect(metadata).toMatchObject({ width: wide, height: high, orientation: 1, density: 300 });
    expect(artifact).toMatchObject({ width: wide, height: high });
    const exif = metadata.exif?.toString('latin1') ?? '';
    expect(exif).toContain('Ortel');
    expect(exif).toContain('2026:01:15 10:30:00');
    expect(metadata.xmp?.toString()).toContain('xmpmeta');
    expect(metadata.icc?.length).toBeGreaterThan(128);
    expect(log[0]).toBe('Turned upright');
    const dimensions = exif.slice(exif.indexOf('\x02\xa0'));
    expect(dimensions.charCodeAt(8)).toBe(wide);
  });

  test('is left out where it is to be stripped, and colours become those of sRGB', async () => {
    const { metadata, written, log } = await transform('photo.jpg', await photo(), { metadata: 'strip', format: 'png' });
    expect([metadata.exif, metadata.xmp, metadata.icc, metadata.orientation]).toEqual([undefined, undefined, undefined, undefined]);
    expect([metadata.width, metadata.height]).toEqual([60, 90]);
    expect(log).toEqual(['Turned upright', 'Colours converted to sRGB', 'Metadata left out', 'Written as PNG']);
    const converted = await sharp(await photo()).autoOrient().toColourspace('srgb').raw().toBuffer();
    const made = await pixelsOf(written);
    expect(made.every((value, at) => Math.abs(value - (converted[at] ?? 0)) <= 1)).toBe(true);
  });

  test.each([
    ['keep', 300, [1, 300, 300]],
    ['strip', 300, [0, 1, 1]],
  ] as const)('(%s) tells the density of a JPEG that is only made smaller, %s dots an inch, in its header', async (metadata, density, header) => {
    const jpeg = withJfif(await drawn().jpeg({ quality: 90 }).toBuffer(), density);
    const { written } = await transform('dense.jpg', jpeg, { resize: { by: 'largestSide', pixels: 45 }, quality: 90, metadata });
    expect(written.toString('latin1', 6, 10)).toBe('JFIF');
    expect([written.readUInt8(13), written.readUInt16BE(14), written.readUInt16BE(16)]).toEqual(header);
    const exact = await sharp(jpeg).resize(45, 30, { kernel: 'lanczos3' }).raw().toBuffer();
    const made = await pixelsOf(written);
    const distance = made.reduce((sum, value, at) => sum + Math.abs(value - (exact[at] ?? 0)), 0) / made.length;
    expect(distance).toBeLessThan(8);
  });

  test('an embedded small picture of before does not go along', async () => {
    const small = await sharp(raw, { raw: { width, height, channels: 3 } }).resize(16).jpeg().toBuffer();
    const jpeg = withThumbnail(await drawn().jpeg().toBuffer(), small);
    expect(jpeg.includes(small)).toBe(true);
    const { written, metadata } = await transform('thumb.jpg', jpeg, { sharpen: true });
    expect(metadata.exif?.toString('latin1')).toContain('Ortel');
    expect(written.includes(small)).toBe(false);
  });

  test('that is broken does no harm', async () => {
    const jpeg = withExif(await drawn().jpeg().toBuffer(), Buffer.from('II*\0\xff\xff\xff\x7f\0\0\0\0\0\0\0\0', 'latin1'));
    expect((await transform('odd.jpg', jpeg, { blur: true })).metadata).toMatchObject({ width, height });
  });
});

describe('a preview', () => {
  test('is small, and stands for the whole', async () => {
    const { artifact, metadata, log } = await transform('a.jpg', await drawn().resize(900, 600).jpeg().toBuffer(), { brightness: 1.5, resize: { by: 'largestSide', pixels: 450 } }, 64);
    expect(artifact).toMatchObject({ width: 64, height: 42, extension: expect.stringMatching(/^(?:jpg|webp)$/), role: 'picture' });
    expect(metadata).toMatchObject({ width: 64, height: 42, format: artifact.extension === 'jpg' ? 'jpeg' : 'webp' });
    expect(log).toEqual(['Resized to 450 × 300', 'Brightness × 1.5']);
  });

  test('is never larger than the finished picture, and does what it is asked each time', async () => {
    const png = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#404040' } }).png().toBuffer();
    const first = await transform('a.png', png, { brightness: 2, resize: { by: 'largestSide', pixels: 100 } }, 200);
    const second = await transform('a.png', png, { brightness: 1.5 }, 200);
    const third = await transform('a.png', png, {}, 200);
    expect(first.artifact).toMatchObject({ width: 100, height: 66 });
    const values = await Promise.all([first, second, third].map(async ({ written }) => (await pixelsOf(written))[0]));
    expect(values.map((value) => Math.round((value ?? 0) / 16))).toEqual([8, 6, 4]);
  });

  test('of one file is made from what lies there, whatever was tried before', async () => {
    const source = fixture.write('tried.png', await drawn().png().toBuffer());
    const seen = async (recipe: object): Promise<Buffer> => pixelsOf((await transformFile('tried.png', source, recipe, 200)).written);
    const before = await seen({});
    for (const recipe of [{ brightness: 0.3 }, { sharpen: true }, { equalise: true }]) await seen(recipe);
    expect(Buffer.compare(await seen({}), before)).toBe(0);
  });
});

/** Puts an EXIF block, from its byte order mark on, behind the beginning of a JPEG. */
function withExif(jpeg: Buffer, exif: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(exif.length + 8, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from('Exif\0\0', 'latin1'), exif, jpeg.subarray(2)]);
}

/** With a maker's name in the first folder and a small picture in the second. */
function withThumbnail(jpeg: Buffer, small: Buffer): Buffer {
  const entry = (tag: number, type: number, count: number, value: number): number[] => [tag & 255, tag >> 8, type, 0, count & 255, count >> 8, 0, 0, value & 255, value >> 8, 0, 0];
  const second = 8 + 2 + 12 + 4;
  const behind = second + 2 + 2 * 12 + 4;
  const first = [1, 0, ...entry(0x010f, 2, 6, behind), second, 0, 0, 0];
  const folder = [2, 0, ...entry(0x0201, 4, 1, behind + 6), ...entry(0x0202, 4, 1, small.length), 0, 0, 0, 0];
  return withExif(jpeg, Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), Buffer.from(first), Buffer.from(folder), Buffer.from('Ortel\0'), small]));
}
