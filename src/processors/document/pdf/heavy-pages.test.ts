import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { PdfFixture, rawPdf, rawStream } from '../pdf.test-kit';
import { processor } from './index';

const fixture = new PdfFixture();
afterAll(() => fixture.remove());

const FONT = '/Font << /F 3 0 R >>';
const text = (words: string, y = 700): string => `BT /F 12 Tf 72 ${y} Td (${words}) Tj ET`;
/** The objects from 4 on are the pages and their contents in turn. */
const pdfOf = (pages: { content: string; resources?: string }[], more: string[] = []): Buffer => {
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  const objects = pages.flatMap(({ content, resources = '' }, i) => [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << ${FONT} ${resources} >> /Contents ${5 + 2 * i} 0 R >>`,
    content.startsWith('<<') ? content : rawStream(content),
  ]);
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...objects,
    ...more,
  ]);
};
const DEPTH = 30;
const form = (content: string, resources = ''): string =>
  rawStream(content, `/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << ${FONT} ${resources} >>`);
/** Each form draws the next one ten times, as one form, or as `width` forms that are the same. */
const nested = (first: number, last: string, width = 1): string[] =>
  Array.from({ length: (DEPTH + 1) * width }, (_, i) => {
    const level = Math.floor(i / width);
    if (level === DEPTH) return form(last);
    const names = Array.from({ length: width }, (_name, k) => `/X${k} ${first + (level + 1) * width + k} 0 R`);
    return form(Array.from({ length: 10 }, (_time, k) => `/X${k % width} Do`).join(' '), `/XObject << ${names.join(' ')} >>`);
  });

describe('a page that draws too much', () => {
  it.each([
    ['text, in forms within forms', text('z', 100), 1],
    ['lines, in forms within forms that differ', '0 0 m 1 1 l S', 10],
  ])('as %s, does not hold up the others', async (_what, last, width) => {
    const bytes = pdfOf(
      [{ content: text('first') }, { content: `/X Do ${text('seen')}`, resources: '/XObject << /X 10 0 R >>' }, { content: text('third') }],
      nested(10, last, width),
    );
    const report = await fixture.readPdf(bytes);
    expect(report.text).toBe('first\f\fthird');
    expect(report.processor).toBe('pdf');
    expect(report.warnings).toEqual(['Page 2 was not read: far more is drawn there than a page can show.']);
    await expect(fixture.layoutOf(processor, bytes, 2)).rejects.toMatchObject({ code: 'file.tooComplex' });
    expect((await fixture.layoutOf(processor, bytes, 3)).lines).toHaveLength(1);
  }, 60_000);

  it('keeps its text where only its drawing is too much', async () => {
    const cells = Array.from({ length: 18 }, (_, i) => `BT /F 10 Tf ${72 + 150 * (i % 3)} ${700 - 20 * Math.floor(i / 3)} Td (cell${i}) Tj ET`);
    const bytes = pdfOf(
      [{ content: `/X Do ${cells.join(' ')}`, resources: '/XObject << /X 6 0 R >>' }],
      nested(6, '0 0 m 1 1 l S'),
    );
    const report = await fixture.readPdf(bytes);
    expect(report.text).toContain('cell0 cell1 cell2\ncell3');
    expect(report.warnings).toEqual([expect.stringMatching(/^Tables were not looked for on page 1: /)]);
  }, 60_000);

  it('is no reason to read a file that has no other', async () => {
    const bytes = pdfOf([{ content: '/X Do', resources: '/XObject << /X 6 0 R >>' }], nested(6, text('z', 100)));
    await expect(fixture.readPdf(bytes)).rejects.toMatchObject({ code: 'file.tooComplex' });
  }, 60_000);

  it('is read as far as it may be unpacked, and the next one whole', async () => {
    const much = deflateSync(Buffer.concat([Buffer.from(text('beginning')), Buffer.alloc(300e6, ' ')]));
    const bomb = rawStream(deflateSync(much), '/Filter [/FlateDecode /FlateDecode]');
    const report = await fixture.readPdf(pdfOf([{ content: bomb }, { content: text('next') }]));
    expect(report.text).toBe('beginning\fnext');
    expect(report.warnings).toEqual(['Page 1 was read only in part: what is drawn there unpacks to more than 256 MB.']);
  }, 60_000);

  it('is not unpacked again for each time that it is named', async () => {
    const large = rawStream(deflateSync(Buffer.concat([Buffer.from(text('word')), Buffer.alloc(100e6, ' ')])), '/Filter /FlateDecode');
    const bytes = pdfOf([{ content: large }]).toString('latin1').replace('/Contents 5 0 R', `/Contents [${'5 0 R '.repeat(40)}]`);
    const before = process.resourceUsage().maxRSS;
    const report = await fixture.readPdf(Buffer.from(bytes, 'latin1'));
    expect(report.warnings).toEqual(['Page 1 was read only in part: what is drawn there unpacks to more than 256 MB.']);
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(2e6);
  }, 60_000);

  it('is not asked of the second reader when nothing was found', async () => {
    const bomb = rawStream(deflateSync(Buffer.alloc(300e6, ' ')), '/Filter /FlateDecode');
    const report = await fixture.readPdf(pdfOf([{ content: bomb }]));
    expect(report).toMatchObject({ text: '', processor: 'pdf', pagesToRecognise: [] });
    expect(report.warnings).toHaveLength(1);
  }, 60_000);
});
