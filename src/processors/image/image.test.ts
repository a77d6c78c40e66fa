import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crc32, deflateSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { expectKind, Fixture } from '../kit/fixture.test-kit';
import { loadSharp, type Sharp } from './load-sharp';
import { OpenFile } from '../kit/open-file';
import { processor } from './index';

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
    expect(thumbnail).toMatchObject({ role: 'thumbnail', extension: 'webp', width: 320, height: 192 });
    const made = await sharp(readFileSync(thumbnail?.scratchPath ?? '')).metadata();
    expect(made).toMatchObject({ format: 'webp', width: 320, height: 192 });
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

  it('gives the properties of a BMP and says that it is not shown', async () => {
    const bmp = Buffer.alloc(54 + 12);
    bmp.write('BM', 0, 'latin1');
    bmp.writeUInt32LE(bmp.length, 2);
    bmp.writeUInt32LE(54, 10);
    bmp.writeUInt32LE(40, 14);
    bmp.writeInt32LE(2, 18);
    bmp.writeInt32LE(-2, 22);
    bmp.writeUInt16LE(24, 28);
    expect(await read('a.bmp', bmp)).toMatchObject({ width: 2, height: 2, format: 'bmp', warnings: ["Pictures of this kind can't be shown yet."], artifacts: [] });
  });

  it('counts the frames of an animation', async () => {
    const frames = await sharp([picture, await sharp(picture).negate().toBuffer()], { join: { animated: true } }).gif().toBuffer();
    expect(await read('moving.gif', frames)).toMatchObject({ frameCount: 2, width: 640, height: 400 });
  });

  it('draws the picture at the size asked for', async () => {
    const source = fixture.write('draw.png', picture);
    const file = OpenFile.open(source);
    const recognised = { name: 'draw.png', mime: 'image/png', kind: 'image', size: source.size } as const;
    expect(await processor.render?.(file, recognised, 1, 320, fixture.context)).toMatchObject({ role: 'page', width: 320, height: 200 });
    file.close();
  });
});

function hugePng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const head = Buffer.alloc(4);
    const tail = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    tail.writeUInt32BE(crc32(body));
    return Buffer.concat([head, body, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))]);
}
