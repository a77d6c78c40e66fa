import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crc32, deflateSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { expectKind, Fixture } from '../kit/fixture.test-kit';
import { toImageError } from './decode-failure';
import { loadSharp, type Sharp } from './load-sharp';
import { OpenFile } from '../kit/open-file';
import { processor } from './index';
import { HEIC } from './pixels/heic-sample.test-kit';

const fixture = new Fixture();
let sharp: Sharp;
let picture: Buffer;
beforeAll(async () => {
  sharp = loadSharp();
  const width = 640;
  const height = 400;
  const raw = Buffer.alloc(width * height * 3);
  for (let i = 0; i < raw.length; i += 1) raw[i] = (i * 7 + Math.floor(i / (width * 3)) * 3) % 256;
  picture = await sharp(raw, { raw: { width, height, channels: 3 } }).png().toBuffer();
});
afterAll(() => fixture.remove());

const read = async (name: string, bytes: Buffer) => {
  const reading = await fixture.read(name, bytes);
  return { ...expectKind(reading.report, 'image'), artifacts: reading.artifacts, warnings: reading.warnings };
};

describe('image', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('reads %s and makes a thumbnail', async (format) => {
    const bytes = await sharp(picture).resize(500, 300, { fit: 'fill' }).toFormat(format).toBuffer();
    const report = await read(`a.${format}`, bytes);
    expect(report).toMatchObject({ width: 500, height: 300, format, sizeBytes: bytes.length, frameCount: 1, warnings: [] });
    const [thumbnail] = report.artifacts;
    expect(thumbnail).toMatchObject({ role: 'thumbnail', extension: expect.stringMatching(/^(?:jpg|webp)$/), width: 320, height: 192 });
    const made = await sharp(readFileSync(thumbnail?.scratchPath ?? '')).metadata();
    expect(made).toMatchObject({ format: thumbnail?.extension === 'jpg' ? 'jpeg' : 'webp', width: 320, height: 192 });
  });

  it('makes a thumbnail that shows the picture, also what is transparent of it', async () => {
    const [width, height] = [900, 700];
    const colourAt = (x: number, y: number): number[] => [(x * 255) / width, (y * 255) / height, 90, x < width / 2 ? 255 : 0];
    const raw = Buffer.from(Array.from({ length: width * height }, (_, at) => colourAt(at % width, Math.floor(at / width))).flat());
    const drawn = (): ReturnType<typeof sharp> => sharp(raw, { raw: { width, height, channels: 4 } });
    const thumbnailOf = async (name: string, bytes: Buffer): Promise<Buffer> => {
      const { artifacts } = await read(name, bytes);
      return sharp(readFileSync(artifacts[0]?.scratchPath ?? '')).raw().toBuffer();
    };
    const clear = await thumbnailOf('clear.png', await drawn().png().toBuffer());
    const opaque = await thumbnailOf('opaque.png', await drawn().removeAlpha().png().toBuffer());
    const [left, right] = [100 * 320 + 60, 100 * 320 + 260];
    const expected = colourAt((60.5 * width) / 320, (100.5 * height) / 249);
    expect([clear[left * 4 + 3], clear[right * 4 + 3]]).toEqual([255, 0]);
    for (const [made, channels] of [[clear, 4], [opaque, 3]] as const) {
      for (let channel = 0; channel < 3; channel += 1) expect(made[left * channels + channel]).toBeCloseTo(expected[channel] ?? -1, -1);
    }
  });

  it('turns a photo upright and reads its EXIF', async () => {
    const bytes = await sharp(picture)
      .jpeg()
      .withExif({
        IFD0: { Make: 'Ortel', Model: 'One' },
        IFD2: { ExposureTime: '1/50', FNumber: '28/10', DateTimeOriginal: '2026:01:15 10:30:00' },
        IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '12/1 30/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '8/1 15/1 36/1' },
      })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const report = await read('turned.jpg', bytes);
    expect(report).toMatchObject({
      width: 400,
      height: 640,
      orientation: 6,
      colorSpace: 'srgb',
      hasAlpha: false,
      channels: 3,
      exif: {
        Make: 'Ortel',
        Model: 'One',
        ExposureTime: 0.02,
        FNumber: 2.8,
        DateTimeOriginal: '2026:01:15 10:30:00',
        GPSLatitude: -12.5,
        GPSLongitude: 8.26,
      },
    });
    expect(report.artifacts[0]).toMatchObject({ width: 200, height: 320 });
  });

  it('never enlarges', async () => {
    const bytes = await sharp(picture).resize(20, 10).png().toBuffer();
    expect((await read('small.png', bytes)).artifacts[0]).toMatchObject({ width: 20, height: 10 });
  });

  it.each(['png', 'jpeg', 'webp', 'gif'] as const)('fails on half a %s', async (format) => {
    const bytes = await sharp(picture).toFormat(format).toBuffer();
    await expect(read(`half.${format}`, bytes.subarray(0, bytes.length / 2))).rejects.toMatchObject({ code: 'file.damaged' });
  });

  it('fails on a JPEG that lacks only its end, and on a mere signature', async () => {
    const bytes = await sharp(picture).jpeg().toBuffer();
    await expect(read('end.jpg', bytes.subarray(0, bytes.length - 40))).rejects.toMatchObject({ code: 'file.damaged' });
    await expect(read('start.png', picture.subarray(0, 8))).rejects.toMatchObject({ code: 'file.damaged' });
  });

  it('says of what ends behind its first picture that its end is missing', async () => {
    const missing = ['The end of the file is missing. Its first picture is whole.'];
    const frames = [picture, await sharp(picture).negate().toBuffer()];
    const gif = await sharp(frames, { join: { animated: true } }).gif().toBuffer();
    const still = await sharp(picture).gif().toBuffer();
    const cases: [string, Buffer, string[]][] = [
      ['whole.png', picture, []],
      ['more.png', Buffer.concat([picture, Buffer.from('more')]), []],
      ['last.png', picture.subarray(0, -1), missing],
      ['no end.png', picture.subarray(0, -12), missing],
      ['whole.gif', gif, []],
      ['more.gif', Buffer.concat([still, Buffer.from('more')]), []],
      ['last.gif', still.subarray(0, -1), missing],
      ['one of two.gif', gif.subarray(0, gif.length * 0.75), missing],
    ];
    for (const [name, bytes, expected] of cases) expect([name, (await read(name, bytes)).warnings]).toEqual([name, expected]);
  });

  it('refuses 60,000 × 60,000 pixels before unpacking them', async () => {
    await expect(read('huge.png', hugePng(60_000, 60_000))).rejects.toMatchObject({
      code: 'file.tooLarge',
      message: 'The picture has 60,000 × 60,000 pixels; at most 100 million are read.',
    });
  });

  it('draws SVG, but nothing that an SVG points to', async () => {
    const secret = fixture.write('secret.png', picture);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="50"><image xlink:href="file://${fixture.root}/${secret.path}" width="100" height="50"/></svg>`;
    const report = await read('a.svg', Buffer.from(svg));
    expect(report).toMatchObject({ format: 'svg', width: 100, height: 50 });
    const { channels } = await sharp(readFileSync(report.artifacts[0]?.scratchPath ?? '')).stats();
    expect(channels.at(-1)?.max).toBe(0);
    const bomb = `<!DOCTYPE svg [<!ENTITY a "b">]>${svg}`;
    await expect(read('bomb.svg', Buffer.from(bomb))).rejects.toMatchObject({ code: 'file.invalid' });
    await expect(read('cut.svg', Buffer.from(svg.slice(0, -20)))).rejects.toMatchObject({ code: 'file.damaged' });
  });

  it('refuses an SVG with effects that would take too much at its size', async () => {
    const svg = (side: number, inside: string): Buffer => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">${inside}<rect width="9" height="9" filter="url(#f)"/></svg>`);
    const filter = (steps: number): string => `<filter id="f">${'<feTurbulence baseFrequency="0.5" numOctaves="10"/>'.repeat(steps)}</filter>`;
    const nested = (depth: number): string => `${'<g opacity="0.9">'.repeat(depth)}<path d="M0 0L9 9" class="a"/>${'</g>'.repeat(depth)}`;
    for (const inside of [filter(50), nested(100)]) {
      await expect(read('heavy.svg', svg(5_000, inside)), inside.slice(0, 20)).rejects.toMatchObject({ code: 'file.tooComplex' });
      expect(await read('light.svg', svg(100, inside))).toMatchObject({ width: 100, height: 100 });
    }
    expect(await read('beside.svg', svg(2_000, '<g opacity="0.9"><rect width="9" height="9"/></g>'.repeat(100)))).toMatchObject({ width: 2_000 });
  });

  it('draws an SVG in UTF-16', async () => {
    const drawing = '<?xml version="1.0" encoding="utf-16"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#f00"/></svg>';
    const bytes = Buffer.from(`\ufeff${drawing}`, 'utf16le');
    const report = await read('wide.svg', bytes);
    expect(report).toMatchObject({ width: 20, height: 10, sizeBytes: bytes.length, content: { dominantColors: { red: 255, green: 0, blue: 0 } } });
  });

  it.each([
    ['sides beyond numbers', 'width="1e9" height="1e9"', 'file.tooLarge'],
    ['a view box beyond them', 'viewBox="0 0 3000000000 3000000000"', 'file.tooLarge'],
    ['elements without end in one another', 'width="10" height="10"', 'file.tooComplex'],
  ])('refuses an SVG with %s before it is drawn', async (name, sides, code) => {
    const depth = code === 'file.tooComplex' ? 100_000 : 1;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${sides}>${'<g>'.repeat(depth)}<rect width="5" height="5"/>${'</g>'.repeat(depth)}</svg>`;
    await expect(read(`${name}.svg`, Buffer.from(svg)), name).rejects.toMatchObject({ code });
  });

  it('counts only what truly lies in one another', async () => {
    const flat = '<g a="x > y"/><!-- <g> <g> --><g><![CDATA[<g>]]></g>'.repeat(400);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 200000 100000">${flat}</svg>`;
    expect(await read('flat.svg', Buffer.from(svg))).toMatchObject({ width: 20, height: 10 });
  });

  it('measures and hashes what it decoded, and shows a BMP', async () => {
    const report = await read('a.bmp', makeRedBmp());
    expect(report).toMatchObject({
      width: 2,
      height: 2,
      format: 'bmp',
      density: 300,
      warnings: [],
      quality: { brightness: 76, contrast: 0, noise: 0, sharpness: 0, isBlurry: true },
      content: { dominantColors: { red: 255, green: 0, blue: 0 }, edgeDensity: 0, cornerCount: 0 },
      hashes: { average: '0000000000000000', difference: '0000000000000000' },
    });
    expect(report.content).not.toHaveProperty('faces');
    expect(isColour(await pixelOf(report.artifacts[0]), [255, 0, 0])).toBe(true);
  });

  it.each([
    ['image/bmp', makeRedBmp, 300, [255, 0, 0]],
    ['image/heic', () => HEIC, null, [200, 40, 40]],
  ] as [string, () => Buffer, number | null, number[]][])('draws %s for the viewer and for OCR', async (mime, makeBytes, dpi, colour) => {
    const source = fixture.write('draw.bin', makeBytes());
    const file = OpenFile.open(source);
    const recognised = { name: 'draw.bin', mime, kind: 'image', size: source.size } as const;
    const page = await processor.render?.(file, recognised, 1, 640, fixture.context);
    const raster = await processor.raster?.(file, recognised, 1, 1e6, fixture.context);
    file.close();
    expect(raster).toMatchObject({ width: page?.width, height: page?.height, channels: 1, dpi });
    expect(isColour(await pixelOf(page), colour)).toBe(true);
    expect(near(raster?.data[0], 100, 40)).toBe(true);
  });

  it('reads a photo in HEIC', async () => {
    const report = await read('a.heic', HEIC);
    expect(report).toMatchObject({ format: 'heif', width: 64, height: 48, frameCount: 1, warnings: [] });
    expect(report.quality?.brightness).toBeGreaterThan(50);
    expect(report.artifacts[0]).toMatchObject({ role: 'thumbnail', width: 64, height: 48 });
  });

  it('tells frames from pages, and counts both', async () => {
    const pair = [picture, await sharp(picture).negate().toBuffer()];
    const join = () => sharp(pair, { join: { animated: true } });
    expect(await read('moving.gif', await join().gif().toBuffer())).toMatchObject({ frameCount: 2, frames: 'animation', width: 640, height: 400 });
    expect(await read('moving.webp', await join().webp().toBuffer())).toMatchObject({ frameCount: 2, frames: 'animation', width: 640, height: 400 });
    expect(await read('scan.tif', await join().tiff().toBuffer())).toMatchObject({ frameCount: 2, frames: 'pages', width: 640, height: 400 });
    expect(await read('moving.png', animatedPng(picture, 7))).toMatchObject({ frameCount: 7, frames: 'animation' });
    expect(await read('still.png', picture)).not.toHaveProperty('frames');
  });

  it('tells the depth and the colour profile', async () => {
    const deep = await sharp(picture).toColourspace('rgb16').withIccProfile('p3').png().toBuffer();
    expect(await read('deep.png', deep)).toMatchObject({ bitDepth: 16, colorProfile: 'sP3C' });
    const plain = await sharp(picture).jpeg().toBuffer();
    const report = await read('plain.jpg', plain);
    expect(report).not.toHaveProperty('bitDepth');
    expect(report).not.toHaveProperty('colorProfile');
    expect((await read('said.jpg', await sharp(picture).withIccProfile('srgb').jpeg().toBuffer())).colorProfile).toMatch(/sRGB/);
  });

  it('shows colours of another profile as they are meant', async () => {
    const red = { create: { width: 40, height: 40, channels: 3, background: '#ff0000' } } as const;
    // Of the same red, P3 has less of its own.
    const report = await read('p3.png', await sharp(red).withIccProfile('p3').png().toBuffer());
    expect(report.content?.dominantColors.red).toBeLessThan(240);
    const [shown] = await pixelOf(report.artifacts[0]);
    expect(near(shown, 255)).toBe(true);
  });

  it('reads a picture whose EXIF and profile are rubbish', async () => {
    const plain = await sharp(picture).jpeg().toBuffer();
    const rubbish = Buffer.from('Exif\0\0II*\0\xff\xff\xff\xff'.padEnd(200, '\xa5'), 'latin1');
    const profile = Buffer.from('ICC_PROFILE\0\x01\x01'.padEnd(300, '\x7f'), 'latin1');
    const bytes = withSegments(plain, [0xe1, rubbish], [0xe2, profile]);
    const [report, expected] = [await read('rubbish.jpg', bytes), await read('plain.jpg', plain)];
    expect(report.hashes).toEqual(expected.hashes);
    expect(report.quality).toEqual(expected.quality);
    expect(report.artifacts[0]).toMatchObject({ width: 320, height: 200 });
    expect(report).not.toHaveProperty('exif');
  });

  it.each(['jpeg', 'png', 'webp', 'tiff', 'gif'] as const)('reads a %s of one pixel', async (format) => {
    const bytes = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#808080' } }).toFormat(format, { quality: 100 } as object).toBuffer();
    const report = await read(`one.${format}`, bytes);
    expect(report).toMatchObject({ width: 1, height: 1, quality: { contrast: 0, noise: 0 } });
    expect(near(report.quality?.brightness, 128, 3)).toBe(true);
    expect(report.artifacts[0]).toMatchObject({ width: 1, height: 1 });
  });

  it('asks for no text on a picture that has room for none, however many pages it has', async () => {
    const page = (side: number) => sharp({ create: { width: side, height: 20, channels: 3, background: '#808080' } }).png().toBuffer();
    const pagesAsked = async (side: number): Promise<number> => {
      const one = await page(side);
      const tiff = await sharp([one, one, one], { join: { animated: true } }).tiff().toBuffer();
      return (await fixture.read(`of ${side}.tif`, tiff)).pagesToRecognise?.length ?? 0;
    };
    expect(await pagesAsked(1)).toBe(0);
    expect(await pagesAsked(8)).toBe(3);
  });

  it('reads a picture in which nothing shows, and very thin ones', async () => {
    const nothing = await sharp({ create: { width: 900, height: 700, channels: 4, background: { r: 255, g: 255, b: 255, alpha: 0 } } }).png().toBuffer();
    expect(await read('nothing.png', nothing)).toMatchObject({ hasAlpha: true, quality: { brightness: 255 } });
    for (const [width, height] of [[9_000, 1], [1, 9_000]] as const) {
      const thin = await sharp({ create: { width, height, channels: 3, background: '#123456' } }).png().toBuffer();
      expect((await read(`thin${width}.png`, thin)).artifacts[0]).toMatchObject(width > 1 ? { width: 320, height: 1 } : { width: 1, height: 320 });
    }
  });

  it('decodes one frame of an animation that has thousands', async () => {
    const bomb = gifOf(2_000, 1_500, 5_000);
    const startedAt = process.cpuUsage();
    expect(await read('bomb.gif', bomb)).toMatchObject({ width: 2_000, height: 1_500, frameCount: 5_000, frames: 'animation' });
    // All of them, fifteen thousand million pixels, would take minutes.
    expect(process.cpuUsage(startedAt).user).toBeLessThan(40e6);
  });

  it('decodes one frame of a WebP that has thousands, and counts them all', async () => {
    const canvas = await sharp({ create: { width: 2_000, height: 1_500, channels: 3, background: '#1f7a6d' } }).webp({ lossless: true }).toBuffer();
    const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#ff0000' } }).webp({ lossless: true }).toBuffer();
    const bomb = webpOf(canvas, dot, 100_000);
    const startedAt = process.cpuUsage();
    const report = await read('bomb.webp', bomb);
    expect(report).toMatchObject({ width: 2_000, height: 1_500, format: 'webp', frameCount: 100_000, frames: 'animation', sizeBytes: bomb.length, warnings: [] });
    expect(isColour(await pixelOf(report.artifacts[0]), [0x1f, 0x7a, 0x6d])).toBe(true);
    // The library alone goes from frame to frame, for each of them: half a minute at every look.
    expect(process.cpuUsage(startedAt).user).toBeLessThan(20e6);
    await expect(read('cut.webp', bomb.subarray(0, -9))).rejects.toMatchObject({ code: 'file.damaged' });
  });

  it('says of a drawing beyond the bounds of the library that it has too many parts', () => {
    expect(toImageError(new Error('svgload_buffer: SVG rendering failed\nglib: exceeded more than 500000 referenced elements'))).toMatchObject({ code: 'file.tooComplex' });
    const unknown = toImageError(new Error('Input buffer has corrupt header: svgload_buffer: failed to parse SVG data'));
    expect(unknown).toMatchObject({ code: 'file.damaged', message: 'The drawing could not be drawn: it is damaged, or has more parts in one another than can be drawn.' });
  });

  it('says of a BMP with sides below zero that it is damaged', async () => {
    const bmp = makeRedBmp();
    bmp.writeInt32LE(-2_147_483_648, 18);
    bmp.writeInt32LE(-2_147_483_648, 22);
    await expect(read('negative.bmp', bmp)).rejects.toMatchObject({ code: 'file.damaged' });
  });

  it('shows a drawing without what a browser would run or fetch, and says so', async () => {
    const svg = (inside: string): Buffer => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="20">${inside}<rect width="40" height="20" fill="#00ff00"/></svg>`);
    const script = svg('<script>document.querySelector("rect").setAttribute("fill", "#ff0000")</script>');
    const report = await read('script.svg', script);
    expect(report.warnings).toEqual(['The drawing was shown without its scripts.']);
    expect(isColour(await pixelOf(report.artifacts[0]), [0, 255, 0])).toBe(true);
    const all = svg('<image href="https://example.org/a.png" width="9" height="9"/><foreignObject/><g onclick="alert(1)"/>');
    expect((await read('all.svg', all)).warnings).toEqual(['The drawing was shown without its scripts, links to other files and embedded web pages.']);
    const harmless = svg('<defs><g id="a"/></defs><use xlink:href="#a"/><a href="https://example.org/"><text>on = one</text></a>');
    expect((await read('harmless.svg', harmless)).warnings).toEqual([]);
  });

  it('draws the picture at the size asked for', async () => {
    const source = fixture.write('draw.png', picture);
    const file = OpenFile.open(source);
    const recognised = { name: 'draw.png', mime: 'image/png', kind: 'image', size: source.size } as const;
    expect(await processor.render?.(file, recognised, 1, 320, fixture.context)).toMatchObject({ role: 'page', width: 320, height: 200 });
    file.close();
  });
});

async function pixelOf(artifact: { scratchPath: string } | undefined): Promise<number[]> {
  return [...(await sharp(readFileSync(artifact?.scratchPath ?? '')).extract({ left: 0, top: 0, width: 1, height: 1 }).removeAlpha().raw().toBuffer())];
}

const near = (value: number | undefined, wanted: number, by = 8): boolean => Math.abs((value ?? NaN) - wanted) <= by;
const isColour = (pixel: number[], wanted: number[]): boolean => wanted.every((value, i) => near(pixel[i], value));

/** Two by two red pixels of 24 bits, 300 dots per inch. */
function makeRedBmp(): Buffer {
  const head = Buffer.alloc(54);
  head.write('BM', 0, 'latin1');
  head.writeUInt32LE(54, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(2, 18);
  head.writeInt32LE(2, 22);
  head.writeUInt16LE(24, 28);
  head.writeInt32LE(11_811, 38);
  return Buffer.concat([head, Buffer.from([0, 0, 255, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 255, 0, 0])]);
}

/** With further segments behind the start of the image. */
function withSegments(jpeg: Buffer, ...segments: [marker: number, data: Buffer][]): Buffer {
  const written = segments.map(([marker, data]) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(data.length + 2, 2);
    return Buffer.concat([head, data]);
  });
  return Buffer.concat([jpeg.subarray(0, 2), ...written, jpeg.subarray(2)]);
}

/** A GIF whose frames are one black pixel each, on a canvas of the given size. */
function gifOf(width: number, height: number, frames: number): Buffer {
  const head = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  const frame = Buffer.from([0x21, 0xf9, 4, 0, 5, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}

/** An animation: the first picture on a canvas of its size, the second one in all other frames. */
function webpOf(first: Buffer, others: Buffer, frames: number): Buffer {
  const chunkOf = (name: string, content: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(name, 0, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content]);
  };
  const frame = (webp: Buffer, width: number, height: number): Buffer => {
    const head = Buffer.alloc(16);
    head.writeUIntLE(width - 1, 6, 3);
    head.writeUIntLE(height - 1, 9, 3);
    head.writeUIntLE(50, 12, 3);
    return chunkOf('ANMF', Buffer.concat([head, webp.subarray(12)]));
  };
  const extended = Buffer.alloc(10);
  extended[0] = 2;
  extended.writeUIntLE(1_999, 4, 3);
  extended.writeUIntLE(1_499, 7, 3);
  const other = frame(others, 1, 1);
  const body = Buffer.concat([chunkOf('VP8X', extended), chunkOf('ANIM', Buffer.alloc(6)), frame(first, 2_000, 1_500), ...Array.from({ length: frames - 1 }, () => other)]);
  const riff = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  riff.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([riff, body]);
}

/** Says how many frames it has; only the first is there. */
function animatedPng(png: Buffer, frames: number): Buffer {
  const control = Buffer.alloc(8);
  control.writeUInt32BE(frames, 0);
  const afterHeader = 33;
  return Buffer.concat([png.subarray(0, afterHeader), chunk('acTL', control), png.subarray(afterHeader)]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const head = Buffer.alloc(4);
  const tail = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
}

function hugePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))]);
}
