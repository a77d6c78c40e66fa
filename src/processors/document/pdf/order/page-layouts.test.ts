import { PDFDocument, StandardFonts, type PDFFont } from '@cantoo/pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { makePdf, PdfFixture } from '../../pdf.test-kit';
import type { Fragment } from '../page-fragments';
import { inReadingOrder } from './reading-order';
import { groupLines } from '../text-lines';

const fixture = new PdfFixture();
afterAll(() => fixture.remove());

interface Put {
  text: string;
  x: number;
  y: number;
  size?: number;
  /** `x` is where it ends. */
  isRight?: boolean;
}

/** How programs put their text into the file: as they go, row by row of the page, or in any order. */
const ORDERS: Record<string, (puts: Put[]) => Put[]> = {
  'as it is read': (puts) => puts,
  'row by row': (puts) => [...puts].sort((a, b) => a.y - b.y || a.x - b.x),
  'in any order': (puts) => puts.map((put, i) => ({ put, rank: (i * 7_919) % 1_009 })).sort((a, b) => a.rank - b.rank).map(({ put }) => put),
};

async function linesOf(puts: Put[]): Promise<string[]> {
  const bytes = await makePdf((document, font: PDFFont) => {
    const page = document.addPage([595, 842]);
    for (const { text, x, y, size = 10, isRight } of puts) {
      page.drawText(text, { x: isRight ? x - font.widthOfTextAtSize(text, size) : x, y: 842 - y, size, font });
    }
  });
  return (await fixture.readPdf(bytes)).text.split('\n');
}

const WORDS = 'The mill by the river was sold in spring. Nobody knew then what would become of its wheel or of the old barn beside it. They left'.split(' ');

const measure = await (await PDFDocument.create()).embedFont(StandardFonts.Helvetica);

/** Running text of type of 10 points in `count` lines as long as `width` points allow; the same for the same name. */
function prose(name: string, count: number, width = 200, size = 10): string[] {
  const lines = [name];
  for (let at = name.length; ; at += 1) {
    const word = WORDS[at % WORDS.length] as string;
    const longer = `${lines.at(-1) as string} ${word}`;
    if (measure.widthOfTextAtSize(longer, size) <= width) lines[lines.length - 1] = longer;
    else if (lines.length === count) return lines;
    else lines.push(word);
  }
}

const column = (lines: string[], x: number, y: number, leading = 13): Put[] => lines.map((text, i) => ({ text, x, y: y + i * leading }));
const textsOf = (puts: Put[]): string[] => puts.map(({ text }) => text);
const row = (y: number, ...cells: [string, number][]): Put[] => cells.map(([text, x]) => ({ text, x, y }));
const rowsOf = (rows: Put[][]): string[] => rows.map((cells) => textsOf(cells).join(' '));

describe.each(Object.entries(ORDERS))('a page whose text lies in the file %s', (_, inFile) => {
  const expectOrder = async (puts: Put[], lines: string[]): Promise<void> => expect(await linesOf(inFile(puts))).toEqual(lines);

  it('has three columns with a quotation across two of them', async () => {
    const first = column(prose('First', 40, 150), 50, 80);
    const above = [column(prose('Second', 14, 150), 220, 80), column(prose('Third', 14, 150), 390, 80)].flat();
    const quotation = [{ text: '“It has never stood still”', x: 220, y: 300, size: 22 }];
    const below = [column(prose('Fourth', 18, 150), 220, 340), column(prose('Fifth', 18, 150), 390, 340)].flat();
    const puts = [...first, ...above, ...quotation, ...below];
    await expectOrder(puts, textsOf(puts));
  });

  it('has an abstract, columns, a caption across the page, and columns again', async () => {
    const puts = [
      ...column(prose('Abstract', 4, 400), 80, 80),
      ...column(prose('Left', 18), 60, 150),
      ...column(prose('Right', 18), 320, 150),
      { text: 'Figure 1. The wheel, the weir and the old bridge, seen from the far bank of the river in early spring.', x: 60, y: 500 },
      ...column(prose('Lower', 14), 60, 530),
      { text: '1 A note below the left column', x: 60, y: 727, size: 7 },
      ...column(prose('Last', 15), 320, 530),
      { text: '7', x: 294, y: 800 },
    ];
    await expectOrder(puts, textsOf(puts));
  });

  it('has four narrow columns whose lines stand at two heights', async () => {
    const columns = ['North', 'East', 'South', 'West'].map((name, i) => column(prose(name, 36, 116), 40 + i * 132, 80 + (i % 2) * 5, 12));
    await expectOrder(columns.flat(), textsOf(columns.flat()));
  });

  it('has columns of unequal width, and a page number below the middle one', async () => {
    const puts = [...column(prose('Narrow', 45, 110), 50, 80), ...column(prose('Wide', 40, 220), 180, 80), ...column(prose('Other', 38, 120), 420, 80), { text: 'Page 12', x: 280, y: 690 }];
    await expectOrder(puts, textsOf(puts));
  });

  it('has an index with the numbers at the right of each column', async () => {
    const names = 'anchor apple arch attic baker barrel basin beam bell bench boat bolt bread bridge brook cabin canal candle cart castle chain chapel cheese clock coal copper corn'.split(' ');
    const rows = names.map((name, i): Put[] => {
      const [x, y] = [60 + Math.floor(i / 9) * 165, 100 + (i % 9) * 14];
      return [{ text: name, x, y }, { text: String(1 + ((i * 37) % 290)), x: x + 140, y, isRight: true }];
    });
    await expectOrder(rows.flat(), rowsOf(rows));
  });

  it('has a list of numbered references in two columns, as long as one another', async () => {
    const entries = Array.from({ length: 24 }, (_unused, i) => {
      const [x, y] = [60 + Math.floor(i / 12) * 245, 90 + (i % 12) * 27];
      return [row(y, [`[${i + 1}]`, x], [`Keller, J. Visits to the mill, part ${i}.`, x + 24]), row(y + 12, ['Old Quay Press, 1957.', x + 24])];
    });
    await expectOrder(entries.flat(2), rowsOf(entries.flat()));
  });

  it('has marks that hang before the items of two columns', async () => {
    const items = [0, 1].flatMap((c) =>
      Array.from({ length: 9 }, (_unused, i) => {
        const [x, y] = [60 + c * 250, 90 + i * 44 + c * 4];
        const [first, ...others] = prose(`Item ${c}${i}`, 3) as [string, string, string];
        return [row(y, ['•', x], [first, x + 12]), ...others.map((text, k) => row(y + (k + 1) * 12, [text, x + 12]))];
      }),
    );
    await expectOrder(items.flat(2), rowsOf(items.flat()));
  });

  it('has a table across the page, and columns below that begin under its gaps', async () => {
    const table = Array.from({ length: 7 }, (_unused, i) => row(80 + i * 14, [`Item ${i}`, 60], ['in the barn', 150], [String(4_200 + i * 31), 380], [`${i + 2}.50`, 500]));
    const columns = [...column(prose('Left', 24), 60, 200), ...column(prose('Right', 24), 320, 200)];
    await expectOrder([...table.flat(), ...columns], [...rowsOf(table), ...textsOf(columns)]);
  });

  it('has rows of words in three columns', async () => {
    const kinds = ['oak', 'pine and larch', 'elm or ash', 'old beech', 'a little birch'];
    const at = (i: number): string => kinds[i % kinds.length] as string;
    const table = Array.from({ length: 20 }, (_unused, i) => row(90 + i * 15, [`beams of ${at(i)}`, 60], [`boards of ${at(i * 2 + 1)}`, 230], [`posts of ${at(i * 3 + 2)}`, 400]));
    await expectOrder(table.flat(), rowsOf(table));
  });

  it('has two cells of wrapped text in each row', async () => {
    const rows = Array.from({ length: 6 }, (_unused, i) => {
      const [left, right] = [prose(`Old ${i}`, 2), prose(`New ${i}`, 2 + (i % 2))];
      return right.map((text, k) => row(90 + i * 60 + k * 12, ...(left[k] === undefined ? [] : [[left[k], 60] as [string, number]]), [text, 310]));
    }).flat();
    await expectOrder(rows.flat(), rowsOf(rows));
  });

  it('has a timetable without rules, with gaps', async () => {
    const rows = Array.from({ length: 12 }, (_unused, i) =>
      row(90 + i * 13, [`Station ${'abcdefghijkl'[i] as string}`, 60], ...[0, 1, 2, 3, 4, 5].filter((k) => (i + k * 2) % 5 !== 0).map((k): [string, number] => [`${6 + k}:${10 + i * 3}`, 170 + k * 55])),
    );
    await expectOrder(rows.flat(), rowsOf(rows));
  });

  it('has dates beside the first lines of paragraphs', async () => {
    const rows = Array.from({ length: 6 }, (_unused, i) =>
      prose(`Work ${i}`, 3, 280).map((text, k) => row(90 + i * 50 + k * 12, ...(k === 0 ? [[`March ${2_001 + i} to May ${2_002 + i}`, 60] as [string, number]] : []), [text, 220])),
    ).flat();
    await expectOrder(rows.flat(), rowsOf(rows));
  });

  it('has notes in its margin', async () => {
    const body = column(prose('Body', 44, 330), 60, 80);
    const notes = [0, 1, 2].flatMap((i) => prose(`Note ${i}`, 4, 110, 7.5).map((text, k) => ({ text, x: 420, y: 147 + i * 150 + k * 9.5, size: 7.5 })));
    await expectOrder([...body, ...notes], textsOf([...body, ...notes]));
  });

  it('has a form, a contents list with dots, and comments beside lines of code', async () => {
    const form = ['Name:', 'Street:', 'Telephone:', 'Trade:', 'Language:', 'Parish:'].map((label, i) => row(70 + i * 18, [label, 60], [`the ${WORDS[i + 7] as string} ${i * 31}`, 220]));
    const contents = Array.from({ length: 8 }, (_unused, i) => row(220 + i * 18, [`${i + 1}. A chapter ${'.'.repeat(50)}`, 60], [String(i * 9 + 2), 500]));
    const code = Array.from({ length: 12 }, (_unused, i) => row(420 + i * 12, [`count_${i} = read(${'ab'.repeat(i % 5)}, item)`, 60], [`# ${prose('the', 1, 70 + (i % 3) * 40)[0] as string}`, 300]));
    const rows = [...form, ...contents, ...code];
    await expectOrder(rows.flat(), rowsOf(rows));
  });
});

describe('a page', () => {
  it('has two addresses, each written for itself, above a table', async () => {
    const blocks = [...column(['Bill to', 'Jonas Keller', 'The Granary, Mill Lane 3', 'Weirbridge WB1'], 60, 80), ...column(['Ship to', 'Keller Timber Yard', 'Canal Wharf 27', 'Weirbridge WB2'], 330, 80)];
    const table = Array.from({ length: 5 }, (_unused, i) => row(180 + i * 15, [`Article ${i}`, 60], [String(i + 3), 330], [`${i + 11}.50`, 480]));
    expect(await linesOf([...blocks, ...table.flat()])).toEqual([...textsOf(blocks), ...rowsOf(table)]);
  });

  it('has its right column first where it is written from right to left', () => {
    const fragment = (text: string, x: number, y: number, order: number): Fragment => ({
      text, x, y, width: 200, size: 10, spaceBefore: false, isRightToLeft: true, order, ascent: 0.78, fontName: 'f',
    });
    const columns = [320, 60].flatMap((x, c) => Array.from({ length: 12 }, (_unused, i) => fragment(`שורה ${c * 12 + i}`, x, 80 + i * 13, c * 12 + i)));
    const lines = inReadingOrder(groupLines(columns));
    expect(lines.map(({ segments }) => segments[0]?.fragments[0]?.text)).toEqual(columns.map(({ text }) => text));
  });

  it('with more runs than any has for reading is put in order in bounded time', () => {
    const runs = Array.from({ length: 40_000 }, (_unused, i): Fragment => ({
      text: `w${i}`, x: (i * 7_919) % 5_003, y: (i * 104_729) % 4_999, width: 16, size: 8, spaceBefore: false, isRightToLeft: false, order: i, ascent: 0.78, fontName: 'f',
    }));
    const lines = inReadingOrder(groupLines(runs));
    expect(lines.reduce((sum, { segments }) => sum + segments.reduce((inLine, { fragments }) => inLine + fragments.length, 0), 0)).toBe(runs.length);
  });
});
