import { afterAll, describe, expect, it } from 'vitest';
import { createCanvas } from '@napi-rs/canvas';
import { makePdf, PdfFixture, rawPdf, rawStream } from '../pdf.test-kit';

const fixture = new PdfFixture();
afterAll(() => fixture.remove());

/** A font of two-byte codes whose numbers say nothing: an outline font without a map to characters. */
const MUTE_FONT = [
  '<< /Type /Font /Subtype /Type0 /BaseFont /Mute /Encoding /Identity-H /DescendantFonts [5 0 R] >>',
  '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Mute /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>',
];
const page = (contents: string): string =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /M 4 0 R >> >> /Contents ${contents} >>`;

describe('pages for OCR', () => {
  it('are those without text, but not the blank ones', async () => {
    const scan = createCanvas(50, 50).toBuffer('image/jpeg');
    const bytes = await makePdf(async (document, font) => {
      document.addPage().drawText('Text', { x: 50, y: 500, size: 12, font });
      document.addPage().drawImage(await document.embedJpg(scan), { x: 0, y: 0, width: 500, height: 700 });
      document.addPage();
      document.addPage().drawRectangle({ x: 50, y: 50, width: 100, height: 100 });
    });
    const { pages, pagesToRecognise, warnings } = await fixture.readPdf(bytes);
    expect(pagesToRecognise).toEqual([
      { page: 2, reason: 'noText' },
      { page: 4, reason: 'noText' },
    ]);
    expect(pages.map(({ textSource }) => textSource)).toEqual(['text', 'none', 'none', 'none']);
    expect(warnings).toEqual([]);
  });

  it('are those whose font does not tell its letters', async () => {
    const codes = Array.from({ length: 60 }, (_, i) => (0x0200 + ((i * 37) % 160)).toString(16).padStart(4, '0')).join('');
    const bytes = rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      page('6 0 R'),
      ...MUTE_FONT,
      rawStream(`BT /M 12 Tf 50 700 Td <${codes}> Tj ET`),
    ]);
    expect((await fixture.readPdf(bytes)).pagesToRecognise).toEqual([{ page: 1, reason: 'brokenText' }]);
  });

  it('are not those of a scan with a sound invisible layer of text', async () => {
    const bytes = rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      page('5 0 R'),
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      rawStream('0.5 g 0 0 595 842 re f BT 3 Tr /M 12 Tf 50 700 Td (Read by another program) Tj ET'),
    ]);
    expect(await fixture.readPdf(bytes)).toMatchObject({ text: 'Read by another program', pagesToRecognise: [] });
  });
});
