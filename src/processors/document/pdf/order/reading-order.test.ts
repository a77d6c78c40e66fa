import type { PDFFont, PDFPage } from '@cantoo/pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { makePdf, PdfFixture } from '../../pdf.test-kit';

const fixture = new PdfFixture();
afterAll(() => fixture.remove());

const textOf = async (draw: (put: Put, page: PDFPage, font: PDFFont) => void): Promise<string> => {
  const bytes = await makePdf((document, font) => {
    const page = document.addPage([595, 842]);
    draw((text, x, y, size = 10) => page.drawText(text, { x, y, size, font }), page, font);
  });
  return (await fixture.readPdf(bytes)).text;
};
type Put = (text: string, x: number, y: number, size?: number) => void;
const prose = (word: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${word} line ${i + 1} of a paragraph that goes on`);

describe('the order of a page', () => {
  it('reads columns, then the page number below them, and the head above them first', async () => {
    const [left, right] = [prose('Left', 20), prose('Right', 20)];
    const text = await textOf((put) => {
      put('A head over the right column', 360, 800, 8);
      for (const [i, line] of left.entries()) put(line, 60, 740 - i * 12.5);
      for (const [i, line] of right.entries()) put(line, 320, 740 - i * 12.5);
      put('Page 7', 290, 40, 8);
    });
    expect(text.split('\n')).toEqual(['A head over the right column', ...left, ...right, 'Page 7']);
  });

  it('reads three columns whose lines stand at different heights, under a heading over the first', async () => {
    const columns = ['One', 'Two', 'Three'].map((word) => Array.from({ length: 16 }, (_, i) => `${word} ${i + 1} in a narrow column`));
    const text = await textOf((put) => {
      put('A heading', 50, 770, 16);
      for (const [c, lines] of columns.entries()) for (const [i, line] of lines.entries()) put(line, 50 + c * 175, 750 - i * 14 - c * 6);
    });
    expect(text.split('\n')).toEqual(['A heading', ...columns.flat()]);
  });

  it('reads an index column by column, also when the file has it in another order', async () => {
    const entry = (c: number, i: number): string => `keyword${c}${i}, ${c * 31 + i}, ${i * 7}`;
    const rows = (c: number): number[] => Array.from({ length: 24 }, (_, i) => i).filter((i) => (i + c * 2) % 5 !== 0);
    const places = [0, 1, 2].flatMap((c) => rows(c).map((i) => ({ c, i })));
    const text = await textOf((put) => {
      for (const { c, i } of [...places].sort((a, b) => ((a.i * 7 + a.c * 5) % 11) - ((b.i * 7 + b.c * 5) % 11))) put(entry(c, i), 60 + c * 170, 760 - i * 13);
    });
    expect(text.split('\n')).toEqual(places.map(({ c, i }) => entry(c, i)));
  });

  it('keeps the rows of two lines apart that stand beside a heading of larger type', async () => {
    const text = await textOf((put) => {
      const [left, right] = [prose('Left', 12), prose('Right', 11)];
      for (const [i, line] of left.entries()) put(line, 60, 740 - i * 10.5, 8.5);
      put('A large heading', 320, 735, 14);
      for (const [i, line] of right.entries()) put(line, 320, 716 - i * 10.5, 8.5);
    });
    expect(text.split('\n').slice(0, 3)).toEqual(prose('Left', 3));
  });

  it('puts raised and lowered marks into their line', async () => {
    const text = await textOf((put, _page, font) => {
      let x = 60;
      for (const [piece, dy, size] of [['Water is H', 0, 10], ['2', -2, 6.5], ['O, says a note', 0, 10], ['12', 3.5, 6.5]] as const) {
        put(piece, x, 700 + dy, size);
        x += font.widthOfTextAtSize(piece, size);
      }
      put('The next line', 60, 688);
    });
    expect(text).toBe('Water is H2O, says a note12\nThe next line');
  });

  it('begins a paragraph with its large first letter', async () => {
    const text = await textOf((put, _page, font) => {
      put('O', 60, 676, 38);
      const x = 60 + font.widthOfTextAtSize('O', 38) + 3;
      for (const [i, line] of ['nce upon a time there was', 'a mill by the river, and', 'in it lived a miller'].entries()) put(line, x, 700 - i * 12);
      put('with three daughters.', 60, 664);
    });
    expect(text).toBe('Once upon a time there was\na mill by the river, and\nin it lived a miller\nwith three daughters.');
  });

  it('reads text once that is drawn twice to look bold, and a slanting watermark by itself', async () => {
    const text = await textOf((put) => {
      for (const [i, line] of prose('Bold', 3).entries()) {
        put(line, 60, 700 - i * 14);
        put(line, 60.3, 700 - i * 14);
      }
    });
    expect(text).toBe(prose('Bold', 3).join('\n'));
  });
});
