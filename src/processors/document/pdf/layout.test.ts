import { degrees, type PDFFont } from '@cantoo/pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import type { LayoutWord } from '../../../shared/model/page-layout';
import { makePdf, PdfFixture, textOfLayout } from '../pdf.test-kit';
import { processor as second } from '../pdfium/index';
import { processor } from './index';

const fixture = new PdfFixture();
afterAll(() => fixture.remove());

const LINES = ['A first line with wiWi words', 'and a  second one below it', '', 'Another paragraph begins here'];
const drawn = (): Promise<Uint8Array> =>
  makePdf((document, font) => {
    const page = document.addPage([595, 842]);
    for (const [i, line] of LINES.entries()) page.drawText(line, { x: 70, y: 760 - i * 15, size: 12, font });
  });
const wordIn = (lines: { words: LayoutWord[] }[], text: string): LayoutWord['box'] => {
  const word = lines.flatMap(({ words }) => words).find((one) => one.text === text);
  if (!word) throw new Error(`no word ${text}`);
  return word.box;
};

describe.each([
  ['pdfjs', processor, 0.05],
  ['pdfium', second, 2],
] as const)('words and their places by %s', (_name, engine, tolerance) => {
  it('give the text of the page, and stand where they are drawn', async () => {
    let font: PDFFont | undefined;
    const bytes = await drawn();
    await makePdf((_document, helvetica) => void (font = helvetica));
    const layout = await fixture.layoutOf(engine, bytes, 1);
    const { text } = await fixture.withFile(bytes, (file, recognised) => engine.read(file, recognised, fixture.context));
    expect(textOfLayout(layout)).toBe(text);
    expect(text).toBe('A first line with wiWi words\nand a second one below it\nAnother paragraph begins here');
    expect(layout).toMatchObject({ page: 1, width: 595, height: 842, source: 'text' });
    expect(layout.lines.map(({ block }) => block)).toEqual([0, 0, 1]);
    const before = font?.widthOfTextAtSize('A first line with ', 12) ?? 0;
    const box = wordIn(layout.lines, 'wiWi');
    expect(Math.abs(box.x - 70 - before)).toBeLessThan(tolerance);
    expect(Math.abs(box.width - (font?.widthOfTextAtSize('wiWi', 12) ?? 0))).toBeLessThan(tolerance);
    expect(box.y).toBeLessThan(842 - 760);
    expect(box.y + box.height).toBeGreaterThan(842 - 760);
    expect(box.height).toBeCloseTo(12, 1);
  });

  it.each([90, 180, 270])('on a page turned by %s degrees stand on the page as shown', async (turn) => {
    const [width, height] = turn === 180 ? [300, 500] : [500, 300];
    const bytes = await makePdf((document, font) => {
      const page = document.addPage([300, 500]);
      page.setRotation(degrees(turn));
      const [x, y] = turn === 90 ? [300 - 260, 40] : turn === 180 ? [300 - 40, 500 - 460] : [260, 500 - 40];
      page.drawText('Upright', { x, y, size: 20, font, rotate: degrees(turn) });
    });
    const layout = await fixture.layoutOf(engine, bytes, 1);
    expect([layout.width, layout.height]).toEqual([width, height]);
    const box = wordIn(layout.lines, 'Upright');
    expect(box.x).toBeCloseTo(40, 0);
    expect(box.y).toBeLessThan(40);
    expect(box.y + box.height).toBeGreaterThan(40);
    expect(box.width).toBeGreaterThan(60);
    expect(box.height).toBeCloseTo(20, 0);
  });

  it('refuses a page that is not there', async () => {
    await expect(fixture.layoutOf(engine, await drawn(), 2)).rejects.toMatchObject({ code: 'artifact.none' });
  });
});
