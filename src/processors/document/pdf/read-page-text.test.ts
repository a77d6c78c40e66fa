import { afterAll, describe, expect, it } from 'vitest';
import { makePdf, PdfFixture, rawPdf, rawStream, textOfLayout } from '../pdf.test-kit';
import { processor } from './index';

const fixture = new PdfFixture();
afterAll(() => fixture.remove());

const AP = '/Type /XObject /Subtype /Form /BBox [0 0 300 20] /Resources << /Font << /F 3 0 R >> >>';
const shown = (text: string): string => rawStream(`BT /F 12 Tf 2 5 Td (${text}) Tj ET`, AP);
const field = (y: number, entries: string): string =>
  `<< /Type /Annot /Subtype /Widget /FT /Tx /T (f${y}) /DA (/F 12 Tf) /F 4 /Rect [172 ${y} 472 ${y + 20}] ${entries} >>`;
const note = (y: number, entries: string): string =>
  `<< /Type /Annot /Subtype /FreeText /DA (/F 12 Tf) /F 4 /Rect [72 ${y} 372 ${y + 20}] ${entries} >>`;
/** A page with its annotations as objects from 6 on, `more` after them. */
const pdfOf = (content: string, annotations: string[], more: string[] = []): Buffer => {
  const list = annotations.map((_, i) => `${6 + i} 0 R`).join(' ');
  return rawPdf([
    `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${list}] /DR << /Font << /F 3 0 R >> >> /DA (/F 12 Tf) >> >>`,
    '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents 5 0 R /Annots [${list}] >>`,
    rawStream(content),
    ...annotations,
    ...more,
  ]);
};
const text = (words: string, x: number, y: number): string => `BT /F 12 Tf ${x} ${y} Td (${words}) Tj ET `;
const LABELS = text('Name:', 72, 605) + text('Town:', 72, 575) + text('Thank you.', 72, 400);

describe('what is filled in and noted on a page', () => {
  it('is text in its place, as the appearance has it', async () => {
    const bytes = pdfOf(
      LABELS,
      [field(600, '/V (Ann Example) /AP << /N 8 0 R >>'), note(500, '/Contents (Call back) /AP << /N 9 0 R >>')],
      [shown('Ann Example'), shown('Call back')],
    );
    const report = await fixture.readPdf(bytes);
    expect(report.text).toBe('Name: Ann Example\nTown:\nCall back\nThank you.');
    const layout = await fixture.layoutOf(processor, bytes, 1);
    expect(textOfLayout(layout)).toBe(report.text);
    const word = layout.lines[0]?.words[1];
    expect(word?.text).toBe('Ann');
    expect(word?.box.x).toBeCloseTo(174, 0);
    expect((word?.box.y ?? 0) + (word?.box.height ?? 0)).toBeGreaterThan(842 - 620);
    expect(word?.box.y).toBeLessThan(842 - 605);
  });

  it('is text also without an appearance', async () => {
    const choice = field(570, '/V (B) /Opt [[(A) (Aarau)] [(B) (Bern)]]').replace('/FT /Tx', '/FT /Ch /Ff 131072');
    const lines = note(500, '/Contents (First line\rSecond line)').replace('520]', '540]');
    const bytes = pdfOf(LABELS, [field(600, '/V (Ann Example)'), choice, lines]);
    expect((await fixture.readPdf(bytes)).text).toBe('Name: Ann Example\nTown: Bern\nFirst line\nSecond line\nThank you.');
  });

  it('is not said twice where the page has it too, nor where two fields lie on one another', async () => {
    const bytes = pdfOf(LABELS + text('Ann Example', 174, 605), [field(600, '/V (Ann Example)'), field(570, '/V (Bern)'), field(570, '/V (Bern)')]);
    expect((await fixture.readPdf(bytes)).text).toBe('Name: Ann Example\nTown: Bern\nThank you.');
  });

  it('is left out where nobody sees it', async () => {
    const unseen = [2, 32].map((flag, i) => field(600 - 30 * i, '/V (hidden)').replace('/F 4', `/F ${flag}`));
    const password = field(540, '/V (secret) /Ff 8192');
    const button = field(510, '/V /Yes').replace('/FT /Tx', '/FT /Btn');
    expect((await fixture.readPdf(pdfOf(LABELS, [...unseen, password, button]))).text).toBe('Name:\nTown:\nThank you.');
  });

  it('is upright text on a page that is shown turned', async () => {
    const turned = field(100, '/V (Sideways) /MK << /R 90 >>').replace('/Rect [172 100 472 120]', '/Rect [100 100 120 400]');
    const bytes = pdfOf(`BT 0 12 -12 0 114 40 Tm /F 1 Tf (Label) Tj ET`, [turned]);
    const upright = Buffer.from(bytes.toString('latin1').replace('/MediaBox [0 0 595 842]', '/Rotate 90 /MediaBox [0 0 595 842]'), 'latin1');
    expect((await fixture.readPdf(upright)).text).toBe('Label Sideways');
  });

  it('does not keep OCR from a scan', async () => {
    const filled = field(600, '/V (Ann Example)');
    const scan = await fixture.readPdf(pdfOf('0.5 g 0 0 595 842 re f', [filled]));
    expect(scan).toMatchObject({ text: 'Ann Example', pagesToRecognise: [{ page: 1, reason: 'noText' }] });
    expect(await fixture.readPdf(pdfOf('', [filled]))).toMatchObject({ text: 'Ann Example', pagesToRecognise: [] });
  });

  it('is read from the forms that other programs write', async () => {
    const bytes = await makePdf((document, font) => {
      const page = document.addPage([595, 842]);
      page.drawText('Name:', { x: 72, y: 605, size: 12, font });
      const form = document.getForm();
      const name = form.createTextField('name');
      name.setText('Ann Example');
      name.addToPage(page, { x: 120, y: 600, width: 200, height: 20, font });
      const notes = form.createTextField('notes');
      notes.enableMultiline();
      notes.setText('One\nTwo\nThree');
      notes.addToPage(page, { x: 72, y: 480, width: 200, height: 80, font });
      const town = form.createDropdown('town');
      town.addOptions(['Aarau', 'Bern']);
      town.select('Bern');
      town.addToPage(page, { x: 72, y: 440, width: 200, height: 20, font });
    });
    expect((await fixture.readPdf(bytes)).text).toBe('Name: Ann Example\nOne\nTwo\nThree\nBern');
  });
});
