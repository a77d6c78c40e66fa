import { afterAll, describe, expect, it } from 'vitest';
import { degrees, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';
import { readFileSync } from 'node:fs';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { makePdf, PdfFixture, rawPdf } from '../pdf.test-kit';
import { OpenFile } from '../../kit/open-file';
import { processor } from './index';
import { pdfDateToIso } from './pdf-date';

const fixture = new PdfFixture();
afterAll(() => fixture.remove());

const read = (bytes: Uint8Array) => fixture.readPdf(bytes);
const sentences = (word: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${word} number ${i + 1} runs through the column`);

describe('PDF', () => {
  it('gives text by page, sizes in points, metadata', async () => {
    const bytes = await makePdf((document, font) => {
      document.setTitle('Quarterly Report');
      document.setAuthor('Ann Example');
      document.setCreationDate(new Date('2026-01-15T10:30:00Z'));
      document.addPage([595, 842]).drawText('First page\nof two', { x: 50, y: 700, size: 12, font, lineHeight: 15 });
      const second = document.addPage([595, 842]);
      second.setRotation(degrees(90));
      second.drawText('Second', { x: 50, y: 50, size: 12, font, rotate: degrees(90) });
    });
    const report = await read(bytes);
    expect(report.text).toBe('First page\nof two\fSecond');
    expect(report.pages).toEqual([
      { page: 1, charCount: 17, width: 595, height: 842, textSource: 'text' },
      { page: 2, charCount: 6, width: 842, height: 595, textSource: 'text' },
    ]);
    expect(report.metadata).toMatchObject({
      title: 'Quarterly Report',
      author: 'Ann Example',
      creationDate: '2026-01-15T10:30:00.000Z',
      pdfVersion: '1.7',
      encrypted: false,
      outlineCount: 0,
    });
    expect(report.statistics).toEqual({ characters: 23, words: 5, lines: 3, tables: 0, pages: 2 });
    expect(report.warnings).toEqual([]);
    expect(fixture.labels).toContain('Page 1 of 2');
  });

  it('reads two columns one after the other, also when they were written row by row', async () => {
    const left = sentences('Left', 12);
    const right = sentences('Right', 12);
    const draw = (page: PDFPage, font: PDFFont, interleaved: boolean): void => {
      page.drawText('A heading over both of the columns of this page', { x: 60, y: 780, size: 18, font });
      const put = (text: string, x: number, row: number): void => page.drawText(text, { x, y: 740 - row * 14, size: 11, font });
      if (interleaved) left.forEach((text, row) => (put(text, 50, row), put(right[row] as string, 310, row)));
      else {
        left.forEach((text, row) => put(text, 50, row));
        right.forEach((text, row) => put(text, 310, row + 0.4));
      }
      page.drawText('And a closing line below that goes over the whole width of the page again.', { x: 50, y: 500, size: 12, font });
    };
    const bytes = await makePdf((document, font) => {
      draw(document.addPage([595, 842]), font, true);
      draw(document.addPage([595, 842]), font, false);
    });
    const expected = ['A heading over both of the columns of this page', ...left, ...right, 'And a closing line below that goes over the whole width of the page again.'].join('\n');
    expect((await read(bytes)).text).toBe(`${expected}\f${expected}`);
  });

  it('reads a table row by row', async () => {
    const bytes = await makePdf((document, font) => {
      const page = document.addPage([595, 842]);
      for (let row = 0; row < 10; row += 1) {
        page.drawText(`Item ${row}`, { x: 60, y: 700 - row * 16, size: 11, font });
        page.drawText(`${row * 10},00`, { x: 300, y: 700 - row * 16, size: 11, font });
        page.drawText(`${row} pcs`, { x: 450, y: 700 - row * 16, size: 11, font });
      }
    });
    expect((await read(bytes)).text.split('\n')[3]).toBe('Item 3 30,00 3 pcs');
  });

  it('joins what was written in pieces, without spaces inside words', async () => {
    const bytes = await makePdf((document, font) => {
      const page = document.addPage();
      let x = 50;
      for (const piece of ['Fil', 'ter', ' ', 'coffee']) {
        page.drawText(piece, { x, y: 600, size: 12, font });
        x += font.widthOfTextAtSize(piece, 12);
      }
    });
    expect((await read(bytes)).text).toBe('Filter coffee');
  });

  it('draws a page', async () => {
    const source = fixture.write('draw.pdf', await makePdf((document, font) => document.addPage([200, 100]).drawText('Draw', { x: 20, y: 40, size: 40, font })));
    const file = OpenFile.open(source);
    const recognised = { name: 'draw.pdf', mime: 'application/pdf', kind: 'document', size: source.size } as const;
    const artifact = await processor.render?.(file, recognised, 1, 400, fixture.context);
    expect(artifact).toMatchObject({ role: 'page', extension: 'jpg', width: 400, height: 200 });
    const canvas = createCanvas(400, 200).getContext('2d');
    canvas.drawImage(await loadImage(readFileSync(artifact?.scratchPath ?? '')), 0, 0);
    const { data } = canvas.getImageData(0, 0, 400, 200);
    const dark = data.filter((value, index) => index % 4 === 0 && value < 50).length;
    expect(dark).toBeGreaterThan(1000);
    expect(dark).toBeLessThan(20_000);
    await expect(processor.render?.(file, recognised, 2, 400, fixture.context)).rejects.toMatchObject({ code: 'artifact.none' });
    file.close();
  });

  it('says when a password is missing', async () => {
    const locked = rawPdf(
      [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>',
        `<< /Filter /Standard /V 1 /R 2 /P -44 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
      ],
      '/Root 1 0 R /Encrypt 4 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]',
    );
    await expect(read(locked)).rejects.toMatchObject({ code: 'file.needsPassword' });
  });

  it('refuses what has no page, and does not hang', async () => {
    const code = async (bytes: Uint8Array): Promise<string> => read(bytes).then(() => 'read', (error: { code: string }) => error.code);
    expect(await code(Buffer.from('%PDF-1.4\n'))).toBe('file.damaged');
    expect(await code(Buffer.from(`%PDF-1.7\n${'\0rubbish'.repeat(1000)}`))).toBe('file.damaged');
    const loop = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>'];
    expect(await code(rawPdf(loop))).toBe('file.damaged');
    const liar = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 1000000000 >>'];
    expect(await code(rawPdf(liar))).toBe('file.damaged');
  });

  it.each([
    ['its trailer', false, 250],
    ['its catalogue', false, 251],
    ['the table of its object streams', true, 150],
  ])('reads what can be saved from a file without %s, and says so', async (_what, objectStreams, missingBytes) => {
    const bytes = await makePdf((document, font) => {
      for (const word of ['One', 'Two']) document.addPage().drawText(`${word} is here`, { x: 50, y: 500, size: 12, font });
    }, objectStreams);
    const cut = Buffer.from(bytes.subarray(0, bytes.length - missingBytes));
    if (missingBytes === 251) cut.write('/Lostogu', cut.indexOf('/Catalog'));
    const report = await read(cut);
    expect(report.text).toBe('One is here\fTwo is here');
    expect(report.fallbackReason).toBe('Invalid PDF structure.');
    expect(report.warnings).toEqual(['The end of the PDF is missing: what is still there was read. Get the file again if you need it whole.']);
  });

  it('says in one sentence which page is lost', async () => {
    const content = 'BT /F 12 Tf 10 50 Td (First) Tj ET';
    const bytes = rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 5 0 R /Resources << /Font << /F 6 0 R >> >> >>',
      '(no page)',
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ]);
    const { text, warnings } = await read(bytes);
    expect(text.trim()).toBe('First');
    expect(warnings).toEqual([expect.stringMatching(/^The PDF is damaged: page 2 can't be read, the rest was read\. Get the file again if you need it whole \(/)]);
  });

  it('gives a scan without text to OCR', async () => {
    const picture = createCanvas(100, 100).toBuffer('image/jpeg');
    const bytes = await makePdf(async (document) => {
      const image = await document.embedJpg(picture);
      document.addPage([100, 100]).drawImage(image, { x: 0, y: 0, width: 100, height: 100 });
    });
    expect(await read(bytes)).toMatchObject({
      text: '',
      warnings: [],
      pages: [{ textSource: 'none' }],
      pagesToRecognise: [{ page: 1, reason: 'noText' }],
    });
  });

  it('reads a file too large to be held whole, in parts', async () => {
    const noise = Buffer.alloc(36e6, 'x');
    const bytes = await makePdf((document, font) => {
      document.addPage().drawText('Large file', { x: 50, y: 500, size: 12, font });
      document.context.register(document.context.stream(noise));
    }, false);
    expect(bytes.length).toBeGreaterThan(32e6);
    expect((await read(bytes)).text).toBe('Large file');
  });

  it.each([
    ["D:20260115103000+01'00'", '2026-01-15T09:30:00.000Z'],
    ['D:20260115103000Z', '2026-01-15T10:30:00.000Z'],
    ["20260115103000-05'30", '2026-01-15T16:00:00.000Z'],
    ['D:2026', '2026-01-01T00:00:00.000Z'],
    ['yesterday', null],
    ['D:20261399', null],
  ])('reads the date %s', (text, iso) => {
    expect(pdfDateToIso(text)).toBe(iso);
  });
});
