import { degrees } from '@cantoo/pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { makePdf, PdfFixture, rawPdf, rawStream } from '../pdf.test-kit';
import { processor as first } from '../pdf/index';
import { processor } from './index';

const fixture = new PdfFixture();
afterAll(() => fixture.remove());

const read = (bytes: Uint8Array) => fixture.withFile(bytes, (file, recognised) => processor.read(file, recognised, fixture.context));
const text = (content: string): string => rawStream(`BT /F 12 Tf 50 500 Td (${content}) Tj ET`);
const page = (contents: number): string =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${contents} 0 R >>`;
/** The second of three pages is no page: the first reader stops counting there. */
const brokenInside = rawPdf([
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [4 0 R 6 0 R 7 0 R] /Count 3 >>',
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  page(5),
  text('Good one'),
  '(no page)',
  page(8),
  text('Good two'),
]);

describe('the second PDF reader', () => {
  it('reads text as the first one does, sizes and metadata', async () => {
    const bytes = await makePdf((document, font) => {
      document.setTitle('Zweite Meinung – “two”');
      document.setAuthor('Ann');
      document.setCreationDate(new Date('2026-01-15T10:30:00Z'));
      const lines = Array.from({ length: 12 }, (_, i) => `Line ${i} of a column that is long enough`);
      const two = document.addPage([595, 842]);
      for (const [i, line] of lines.entries()) for (const x of [50, 310]) two.drawText(`${line} ${x}`, { x, y: 700 - i * 14, size: 11, font });
      const turned = document.addPage([300, 500]);
      turned.setRotation(degrees(90));
      turned.drawText('Turned', { x: 40, y: 40, size: 12, font, rotate: degrees(90) });
    });
    const reading = await read(bytes);
    const other = await fixture.withFile(bytes, (file, recognised) => first.read(file, recognised, fixture.context));
    expect(reading.text).toBe(other.text);
    expect(reading.report).toMatchObject({
      parser: 'pdfium',
      metadata: { title: 'Zweite Meinung – “two”', author: 'Ann', creationDate: '2026-01-15T10:30:00.000Z', pdfVersion: '1.7', encrypted: false },
      pages: [{ width: 595, height: 842, textSource: 'text' }, { width: 500, height: 300 }],
    });
    expect(reading.report).toMatchObject({ statistics: (other.report as { statistics: object }).statistics });
  });

  it('reads the file when the first one finds less, and the report names the reason', async () => {
    const { processor: chosen, parser, text: found, warnings, pages } = await fixture.readPdf(brokenInside);
    expect([chosen, parser]).toEqual(['pdfium', 'pdfium']);
    expect(found).toBe('Good one\f\fGood two');
    expect(pages).toHaveLength(3);
    expect(warnings).toEqual(["Page 2 can't be read: Page 2 is damaged."]);
    await expect(fixture.withFile(brokenInside, (file, recognised) => first.read(file, recognised, fixture.context))).rejects.toMatchObject({
      name: 'CannotRead',
      message: 'The first PDF reader found only 2 pages; a second one found more.',
    });
  });

  it('shows what it has read', async () => {
    const artifact = await fixture.withFile(brokenInside, async (file, recognised) => processor.render?.(file, recognised, 3, 421, fixture.context));
    expect(artifact).toMatchObject({ role: 'page', extension: 'jpg', height: 421 });
    const layout = await fixture.layoutOf(processor, brokenInside, 3);
    expect(layout.lines.flatMap(({ words }) => words.map((word) => word.text))).toEqual(['Good', 'two']);
  });

  it('refuses what is no PDF, and goes on with the next file', async () => {
    await expect(read(Buffer.from('%PDF-1.4\n'))).rejects.toMatchObject({ code: 'file.damaged' });
    expect((await read(brokenInside)).text).toContain('Good one');
  });

  it('stops between pages when it is cancelled', async () => {
    const cancel = new AbortController();
    const context = { ...fixture.context, signal: cancel.signal, progress: () => cancel.abort() };
    await expect(fixture.withFile(brokenInside, (file, recognised) => processor.read(file, recognised, context))).rejects.toMatchObject({ code: 'call.cancelled' });
  });
});
