import { degrees } from '@cantoo/pdf-lib';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, describe, expect, it } from 'vitest';
import type { PageRaster } from '../../kit/processor';
import { makePdf, PdfFixture, rawPdf, rawStream } from '../pdf.test-kit';
import { processor as second } from '../pdfium/index';
import { processor } from './index';

const fixture = new PdfFixture();
afterAll(() => fixture.remove());

const MANY = 40e6;
const raster = (bytes: Uint8Array, maxPixels = MANY, engine = processor): Promise<PageRaster> =>
  fixture.withFile(bytes, async (file, recognised) => {
    if (!engine.raster) throw new Error('no raster');
    return engine.raster(file, recognised, 1, maxPixels, fixture.context);
  });
const darkShare = ({ data }: PageRaster): number => data.filter((value) => value < 128).length / data.length;

/** A page that is one picture: 48 × 48 pixels with a black block of 16 × 32, in the middle third from 8 to 24. */
const picture = (filter: string, base64: string, extra = '', pixels = 48): Buffer =>
  rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 48 48] /Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>',
    rawStream(Buffer.from(base64, 'base64'), `/Type /XObject /Subtype /Image /Width ${pixels} /Height ${pixels} /Filter /${filter} ${extra}`),
    rawStream('q 48 0 0 48 0 0 cm /I Do Q'),
  ]);
const BITS = '/ColorSpace /DeviceGray /BitsPerComponent 1';
const JBIG2 = 'AAAAADAAAQAAABMAAAAwAAAAMAAAAAAAAAAAAAAAAAAAASYAAQAAAC4AAAAwAAAAMAAAAAAAAAAAAAAD//3/Av7+/qlu+APeJLtwQP9//3//UQTdj/+s';
const FAX = 'JqDJ//yLV////////////////////////+P//ABABA==';
const JPX =
  '/0//UQApAAAAAAAYAAAAGAAAAAAAAAAAAAAAGAAAABgAAAAAAAAAAAABBwEB/1IADAAAAAEAAgQEAAH/XAAKQEBISFBISFD/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5K' +
  'UEVHIHZlcnNpb24gMi41LjD/kAAKAAAAAADJAAH/k9+BUA6GhBm84DgD8H0hD6a7FGL+PXbOV2/DahQyF1pSfhCzttBb4ST8AWNcP8/AZn4C0PtEwAj6FyF6JuKx' +
  'Qzi9bkAVr4PKycI2x5HPJ38dHozAegyzhvSgYZH4iAfxuJDHYoXdElsOurN1rM2ka+S6PX8eDvlWJM/Acn4CkPtCgBng3qIBNwqzZCJfMV9gMISqIu19sPS+BQmn' +
  'u+cg3TJRUE5eH7pIQRHHvdnQECx0kxXzJuEZPe3AZc//2Q==';

describe('a page drawn for recognition', () => {
  it('has 300 dots per inch, one grey byte a pixel, and stands upright', async () => {
    const bytes = await makePdf((document) => {
      const page = document.addPage([72, 144]);
      page.setRotation(degrees(90));
      // The lower left quarter of the page; shown, the upper left one.
      page.drawRectangle({ x: 0, y: 0, width: 36, height: 72 });
    });
    const drawn = await raster(bytes);
    expect(drawn).toMatchObject({ width: 600, height: 300, channels: 1, dpi: 300, pageWidth: 144, pageHeight: 72 });
    expect(drawn.data).toHaveLength(600 * 300);
    expect([drawn.data[20 * 600 + 20], drawn.data[20 * 600 + 580], drawn.data[280 * 600 + 20]]).toEqual([0, 255, 255]);
  });

  it('keeps within the pixels allowed', async () => {
    const { width, height } = await raster(await makePdf((document) => void document.addPage([720, 1440])), 1e6);
    expect(width * height).toBeLessThanOrEqual(1e6);
    expect(width * height).toBeGreaterThan(0.98e6);
    expect(height / width).toBeCloseTo(2, 1);
  });

  it.each([
    ['150', 100, 150],
    ['600, at half of it', 400, 300],
  ])('has the resolution of the scan that it is: %s', async (_what, pixels, dpi) => {
    const scan = createCanvas(pixels, pixels);
    scan.getContext('2d').fillRect(0, 0, pixels, pixels);
    const bytes = await makePdf(async (document) => {
      const image = await document.embedPng(scan.toBuffer('image/png'));
      document.addPage([48, 48]).drawImage(image, { x: 0, y: 0, width: 48, height: 48 });
    });
    expect(await raster(bytes)).toMatchObject({ dpi, width: Math.min(pixels, 200) });
  });

  it.each([
    ['JBIG2', picture('JBIG2Decode', JBIG2, BITS)],
    ['CCITT', picture('CCITTFaxDecode', FAX, `${BITS} /DecodeParms << /K -1 /Columns 48 /Rows 48 /BlackIs1 true >>`)],
    ['JPEG 2000', picture('JPXDecode', JPX, '', 24)],
  ])('shows a picture in %s', async (_what, bytes) => {
    expect(darkShare(await raster(bytes))).toBeCloseTo((16 * 32) / (48 * 48), 1);
    expect(darkShare(await raster(bytes, MANY, second))).toBeCloseTo((16 * 32) / (48 * 48), 1);
  });

  it('shows text in fonts that the file does not bring along', async () => {
    const bytes = await makePdf((document, font) => document.addPage([200, 100]).drawText('HHHH', { x: 10, y: 40, size: 50, font }));
    const [one, other] = [darkShare(await raster(bytes)), darkShare(await raster(bytes, MANY, second))];
    expect(one).toBeGreaterThan(0.08);
    expect(other).toBeCloseTo(one, 2);
  });

  it('is drawn by the first reader where the second one can’t open the file', async () => {
    const whole = Buffer.from(await makePdf((document) => document.addPage([100, 100]).drawRectangle({ x: 0, y: 0, width: 50, height: 100 }), false));
    const damaged = whole.subarray(0, whole.lastIndexOf('xref\n0'));
    damaged.write('/Lostogu', damaged.indexOf('/Catalog'));
    await expect(raster(damaged, MANY, second)).rejects.toMatchObject({ code: 'file.damaged' });
    expect(darkShare(await raster(damaged))).toBeCloseTo(0.5, 1);
  });
});
