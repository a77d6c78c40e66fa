import { degrees, popGraphicsState, pushGraphicsState, rectangle, clip, endPath } from '@cantoo/pdf-lib';
import type { PageViewport } from 'pdfjs-dist';
import { afterAll, describe, expect, it } from 'vitest';
import { Fixture } from '../../../kit/fixture.test-kit';
import type { TextFlow } from '../page-fragments';
import { collectRulings, type OperatorList, type Ops } from './collect-rulings';
import type { FoundTable } from './found-table';
import { mayHoldTable } from './may-hold-table';
import { PAGE_HEIGHT, tablesDrawn, type Pen } from './tables.test-kit';

const fixture = new Fixture();
afterAll(() => fixture.remove());

const ORDERS = [
  ['Item', 'Qty', 'Price'],
  ['Copper wire', '12', '1,250.00'],
  ['Glass', '', '8.50'],
  ['Oak board', '150', '99.95'],
];
const SENTENCES = Array.from({ length: 12 }, (_, i) => `Line ${i} of a paragraph that runs over most of the width of the page and says nothing.`);
const NARROW = Array.from({ length: 14 }, (_, i) => `Line ${i} of a column of running text here`);

const only = (tables: FoundTable[]): FoundTable => {
  expect(tables.map(({ rows }) => rows)).toHaveLength(1);
  return tables[0] as FoundTable;
};
const numbered = (count: number): string[][] =>
  Array.from({ length: count }, (_, row) => [`Name ${'abc'.slice(0, 1 + (row % 3))}`, `${row * 37 + 5}`, `${row}.50`, `K${100 + row}`]);

describe('ruled tables', () => {
  const columns = [50, 150, 220, 300];
  const rows = [100, 118, 136, 154, 172];
  const fillCells = (pen: Pen): void => pen.cells(ORDERS, [55, 155, 225], 113, 18);

  it('gives cells in place, where they are, and a high score', async () => {
    const table = only(
      await tablesDrawn(fixture, (pen) => {
        pen.prose(SENTENCES.slice(0, 3), 50, 40);
        pen.grid(columns, rows);
        fillCells(pen);
        pen.prose(SENTENCES.slice(0, 3), 50, 200);
      }),
    );
    expect(table.rows).toEqual(ORDERS);
    expect(table).toMatchObject({ isRuled: true, spans: [] });
    expect(table.score).toBeGreaterThan(0.95);
    expect(table.columnEdges.map(Math.round)).toEqual(columns);
    expect(table.rowEdges.map(Math.round)).toEqual(rows);
    expect(Math.round(table.box.height)).toBe(72);
  });

  it.each<[string, (pen: Pen) => void]>([
    ['thin filled boxes with corners of their own', (pen) => {
      for (const y of rows) for (const [i, x] of columns.slice(0, -1).entries()) pen.fill(x + 0.5, y - 0.25, (columns[i + 1] ?? 0) - x - 0.5, 0.5);
      for (const x of columns) for (const [i, y] of rows.slice(0, -1).entries()) pen.fill(x, y + 0.25, 0.5, (rows[i + 1] ?? 0) - y - 0.5);
      for (const y of rows) for (const x of columns) pen.fill(x, y - 0.25, 0.5, 0.5);
    }],
    ['double lines, cell by cell, inside a clipped area, as LibreOffice draws them', (pen) => {
      pen.page.pushOperators(pushGraphicsState(), rectangle(0, 0.028, 595.275, 841.861), clip(), endPath());
      for (const y of rows) for (const [i, x] of columns.slice(0, -1).entries()) for (const d of [-0.25, 0.25]) pen.line(x - 0.5 - d, y + d, (columns[i + 1] ?? 0) + 0.5 + d, y + d);
      for (const x of columns) for (const [i, y] of rows.slice(0, -1).entries()) for (const d of [-0.25, 0.25]) pen.line(x + d, y - 0.5 - d, x + d, (rows[i + 1] ?? 0) + 0.5 + d);
      pen.page.pushOperators(popGraphicsState());
    }],
    ['lines that miss one another', (pen) => {
      for (const y of rows) pen.line(52, y, 298, y);
      for (const x of columns) pen.line(x, 102, x, 170);
    }],
    ['dashes', (pen) => {
      for (const y of rows) for (let x = 50; x < 300; x += 4) pen.line(x, y, x + 2, y);
      for (const x of columns) for (let y = 100; y < 172; y += 4) pen.line(x, y, x, y + 2);
    }],
    ['a box around each cell', (pen) => {
      for (const [i, x] of columns.slice(0, -1).entries()) for (const [j, y] of rows.slice(0, -1).entries()) pen.grid([x + 0.7, (columns[i + 1] ?? 0) - 0.7], [y + 0.7, (rows[j + 1] ?? 0) - 0.7]);
    }],
    ['white lines between shaded cells', (pen) => {
      pen.fill(50, 100, 250, 72, 0.85);
      for (const y of rows) pen.line(50, y, 300, y, { grey: 1 });
      for (const x of columns) pen.line(x, 100, x, 172, { grey: 1 });
    }],
    ['no outer sides', (pen) => {
      for (const y of rows) pen.line(50, y, 300, y);
      for (const x of columns.slice(1, -1)) pen.line(x, 100, x, 172);
    }],
    ['underlined words in the cells', (pen) => {
      pen.grid(columns, rows);
      pen.line(56, 133, 108, 133);
      pen.line(226, 133, 260, 133);
    }],
  ])('sees a grid of %s', async (_what, draw) => {
    const table = only(await tablesDrawn(fixture, (pen) => (draw(pen), fillCells(pen))));
    expect(table.rows).toEqual(ORDERS);
    expect(table.isRuled).toBe(true);
  });

  it('tells spanning cells and keeps their places empty', async () => {
    const table = only(
      await tablesDrawn(fixture, (pen) => {
        for (const [y, from] of [[100, 50], [118, 150], [136, 50], [154, 50]] as const) pen.line(from, y, 250, y);
        for (const [x, from] of [[50, 100], [150, 100], [200, 118], [250, 100]] as const) pen.line(x, from, x, 154);
        pen.text('Region', 55, 122);
        pen.text('Sales of both years', 155, 113);
        pen.cells([['2023', '2024']], [155, 205], 131, 18);
        pen.cells([['North', '7', '9']], [55, 155, 205], 149, 18);
      }),
    );
    expect(table.rows).toEqual([['Region', 'Sales of both years', ''], ['', '2023', '2024'], ['North', '7', '9']]);
    expect(table.spans).toEqual([
      { row: 0, column: 0, rowSpan: 2, columnSpan: 1 },
      { row: 0, column: 1, rowSpan: 1, columnSpan: 2 },
    ]);
  });

  it('joins the lines of a cell, and cuts a run at the line that it crosses', async () => {
    const table = only(
      await tablesDrawn(fixture, (pen) => {
        pen.grid([50, 100, 200], [100, 130, 160, 190]);
        pen.text('Code', 53, 112);
        pen.text('What it', 103, 112);
        pen.text('stands for', 103, 124);
        pen.text('A-1 1234 Copper', 62, 142);
        pen.cells([['B-2', 'Glass']], [53, 103], 174, 0);
      }),
    );
    expect(table.rows).toEqual([['Code', 'What it\nstands for'], ['A-1 1234', 'Copper'], ['B-2', 'Glass']]);
  });

  it('takes lines of text for rows where only columns are ruled', async () => {
    const body = numbered(6);
    const table = only(
      await tablesDrawn(fixture, (pen) => {
        pen.grid([50, 120, 180, 240, 300], [100, 118, 220]);
        pen.cells([['Name', 'Qty', 'Price', 'Code'], ...body], [55, 125, 185, 245], 113, 16);
      }),
    );
    expect(table.rows).toEqual([['Name', 'Qty', 'Price', 'Code'], ...body]);
    expect(table.isRuled).toBe(false);
  });

  it('finds several, also side by side', async () => {
    const tables = await tablesDrawn(fixture, (pen) => {
      pen.grid(columns, rows);
      fillCells(pen);
      pen.grid([330, 400, 470], [100, 118, 136]);
      pen.cells([['Left', 'Right'], ['1', '2']], [335, 405], 113, 18);
      pen.grid([50, 120, 200], [300, 318, 336]);
      pen.cells([['Upper', 'Above'], ['Lower', 'Below']], [55, 125], 313, 18);
    });
    expect(tables.map((table) => table.rows)).toEqual([ORDERS, [['Left', 'Right'], ['1', '2']], [['Upper', 'Above'], ['Lower', 'Below']]]);
  });

  it.each([90, 180, 270])('reads a page turned by %d degrees, and tells where the table is shown', async (angle) => {
    const table = only(
      await tablesDrawn(fixture, (pen) => {
        pen.grid(columns, rows);
        fillCells(pen);
      }, (page) => page.setRotation(degrees(angle))),
    );
    expect(table.rows).toEqual(ORDERS);
    const { x, y, width, height } = table.box;
    const shown = { 90: [670, 50, 72, 250], 180: [295, 670, 250, 72], 270: [100, 295, 72, 250] }[angle];
    expect([x, y, width, height].map(Math.round)).toEqual(shown);
    const along = angle === 180 ? [545, 445, 375, 295] : angle === 90 ? [50, 150, 220, 300] : [545, 445, 375, 295];
    expect(table.columnEdges.map(Math.round)).toEqual(along);
  });
});

describe('tables without ruled cells', () => {
  const HEAD = ['Name', 'Qty', 'Price', 'Code'];
  const body = numbered(7);
  const columns = [60, 220, 320, 400];

  it('finds columns, left and right, between paragraphs', async () => {
    const table = only(
      await tablesDrawn(fixture, (pen) => {
        pen.prose(SENTENCES.slice(0, 4), 50, 40);
        pen.cells([HEAD, ...body], columns, 120, 14, [1, 2]);
        pen.prose(SENTENCES.slice(0, 4), 50, 260);
      }),
    );
    expect(table.rows).toEqual([HEAD, ...body]);
    expect(table.isRuled).toBe(false);
    expect(table.score).toBeGreaterThan(0.7);
    expect(table.score).toBeLessThan(0.95);
  });

  it('is surer with rules than without', async () => {
    const plain = only(await tablesDrawn(fixture, (pen) => pen.cells([HEAD, ...body], columns, 120, 14)));
    const ruled = only(
      await tablesDrawn(fixture, (pen) => {
        pen.cells([HEAD, ...body], columns, 120, 14);
        for (const y of [108, 124, 224]) pen.line(55, y, 440, y);
      }),
    );
    expect(ruled.rows).toEqual(plain.rows);
    expect(ruled.score).toBeGreaterThan(plain.score);
  });

  it('sets a heading that is aligned otherwise over its column', async () => {
    const table = only(
      await tablesDrawn(fixture, (pen) => {
        pen.cells([['Name', 'Quantity', 'Price']], [110, 260, 380], 120, 14);
        pen.cells(body.map((row) => row.slice(0, 3)), [60, 200, 320], 134, 14);
      }),
    );
    expect(table.rows).toEqual([['Name', 'Quantity', 'Price'], ...body.map((row) => row.slice(0, 3))]);
  });

  it('joins what is evidently wrapped', async () => {
    const table = only(
      await tablesDrawn(fixture, (pen) => {
        pen.cells([['Code', 'Description', 'Price']], [60, 130, 320], 120, 14);
        for (let row = 0; row < 4; row += 1) {
          const y = 140 + row * 34;
          pen.cells([[`A-${row}`, 'A thing that is described', `${row}.10`]], [60, 130, 320], y, 0);
          pen.text('at length', 130, y + 12);
        }
      }),
    );
    expect(table.rows[0]).toEqual(['Code', 'Description', 'Price']);
    expect(table.rows.slice(1)).toEqual([0, 1, 2, 3].map((row) => [`A-${row}`, 'A thing that is described\nat length', `${row}.10`]));
  });

  it('takes rules or shading around rows for rows', async () => {
    const rows = Array.from({ length: 5 }, (_, row) => [`Row ${row}`, `${row}${row}`, `${row}.5`]);
    const table = only(
      await tablesDrawn(fixture, (pen) => {
        for (const row of [0, 2, 4]) pen.fill(50, 100 + row * 30, 330, 30, 0.9);
        pen.cells(rows, [60, 200, 320], 112, 30);
        for (const row of [0, 1, 2, 3, 4]) pen.text('in two lines', 60, 124 + row * 30);
      }),
    );
    expect(table.rows).toEqual(rows.map(([name, ...rest]) => [`${name}\nin two lines`, ...rest]));
  });

  it('keeps a row of text over several columns, and says so', async () => {
    const table = only(
      await tablesDrawn(fixture, (pen) => {
        pen.cells([['Item', 'Qty', 'Price'], ['Wire', '7', '1.50'], ['Glass', '8', '2.50']], [60, 130, 300], 120, 14);
        pen.text('Everything from the north', 60, 162);
        pen.cells([['Oak', '9', '3.50'], ['Tea', '10', '4.50']], [60, 130, 300], 176, 14);
      }),
    );
    expect(table.rows[3]).toEqual(['Everything from the north', '', '']);
    expect(table.spans).toEqual([{ row: 3, column: 0, rowSpan: 1, columnSpan: 2 }]);
  });

  describe('with sums below', () => {
    const ITEMS = [
      ['Pos', 'Description', 'Qty', 'Unit price', 'Amount'],
      ['1', 'Copy paper', '40', '43.35', '1,734.00'],
      ['2', 'Envelopes C5', '23', '88.34', '2,031.82'],
      ['3', 'Toner Black', '2', '77.78', '155.56'],
      ['4', 'Ring binder', '16', '9.99', '159.84'],
    ];
    const places = [60, 100, 330, 440, 535];
    const withSums = async (sums: readonly (readonly [text: string, x: number, isRight?: boolean])[][]): Promise<FoundTable> =>
      only(
        await tablesDrawn(fixture, (pen) => {
          pen.cells(ITEMS, places, 140, 18, [2, 3, 4]);
          for (const [row, pieces] of sums.entries()) for (const [text, x, right] of pieces) pen.text(text, x, 236 + row * 18, { right: right === true });
          pen.text('Payment is due within thirty days of the date of this invoice.', 60, 330);
        }),
      );

    it('makes no column of the place where a label stands between columns', async () => {
      const { rows } = await withSums([[['Total due', 345], ['4,081.22', 535, true]]]);
      expect(rows).toEqual([...ITEMS, ['', '', 'Total due', '', '4,081.22']]);
    });

    it('puts several such labels into the column beside them', async () => {
      const { rows } = await withSums([
        [['Net', 342], ['4,081.22', 535, true]],
        [['VAT', 342], ['775.43', 535, true]],
        [['Sum', 342], ['4,856.65', 535, true]],
      ]);
      expect(rows).toEqual([...ITEMS, ['', '', 'Net', '', '4,081.22'], ['', '', 'VAT', '', '775.43'], ['', '', 'Sum', '', '4,856.65']]);
    });

    it('keeps rows whose label covers several columns, and says so', async () => {
      const { rows, spans } = await withSums([
        [['plus value added tax at the rate of 19 %', 440, true], ['775.43', 535, true]],
        [['All prices in euro', 60], ['4,856.65', 535, true]],
      ]);
      expect(rows.slice(5)).toEqual([
        ['', '', 'plus value added tax at the rate of 19 %', '', '775.43'],
        ['All prices in euro', '', '', '', '4,856.65'],
      ]);
      expect(spans).toEqual([
        { row: 5, column: 2, rowSpan: 1, columnSpan: 2 },
        { row: 6, column: 0, rowSpan: 1, columnSpan: 2 },
      ]);
    });

    it('keeps a column with a heading although a single row has something in it', async () => {
      const rows = ITEMS.map((row, index) => [...row.slice(0, 3), ['Note', '', 'late', '', ''][index] ?? '', row[4] ?? '']);
      const table = only(await tablesDrawn(fixture, (pen) => pen.cells(rows, places, 140, 18, [2, 4])));
      expect(table.rows).toEqual(rows);
    });
  });

  it('sets a heading over several columns at their first, and says so', async () => {
    const table = only(
      await tablesDrawn(fixture, (pen) => {
        pen.text('Units', 278, 140);
        pen.text('Revenue', 450, 140);
        const rows = [['Region', '2024', '2025', '2024', '2025'], ['North', '120', '140', '12,000', '14,100'], ['South', '80', '95', '8,010', '9,600'], ['East', '33', '36', '3,300', '3,640'], ['Sum', '233', '271', '23,310', '27,340']];
        pen.cells(rows, [60, 250, 330, 430, 510], 154, 16, [1, 2, 3, 4]);
      }),
    );
    expect(table.rows.slice(0, 2)).toEqual([['', 'Units', '', 'Revenue', ''], ['Region', '2024', '2025', '2024', '2025']]);
    expect(table.spans).toEqual([
      { row: 0, column: 1, rowSpan: 1, columnSpan: 2 },
      { row: 0, column: 3, rowSpan: 1, columnSpan: 2 },
    ]);
  });

  it('leaves out the prose beside it', async () => {
    const table = only(
      await tablesDrawn(fixture, (pen) => {
        pen.cells([['Item', 'Price'], ...body.slice(0, 6).map((row) => [row[0] ?? '', row[2] ?? ''])], [50, 150], 120, 14);
        pen.prose(NARROW, 320, 118);
      }),
    );
    expect(table.rows).toHaveLength(7);
    expect(table.rows[1]).toEqual(['Name a', '0.50']);
  });

  it('reads a table that is written upwards on the page', async () => {
    const table = only(
      await tablesDrawn(fixture, ({ page, fonts }) => {
        for (const [row, texts] of [HEAD, ...body].entries()) {
          for (const [column, text] of texts.entries()) {
            page.drawText(text, { x: 100 + row * 14, y: 60 + column * 110, size: 10, font: fonts.plain, rotate: degrees(90) });
          }
        }
      }),
    );
    expect(table.rows).toEqual([HEAD, ...body]);
    expect(Math.round(table.box.y + table.box.height)).toBe(PAGE_HEIGHT - 60);
  });
});

describe('no tables', () => {
  it.each<[string, (pen: Pen) => void]>([
    ['two columns of prose with a line between them', (pen) => {
      pen.line(50, 60, 545, 60);
      pen.line(297, 60, 297, 300);
      pen.prose(NARROW, 50, 80);
      pen.prose(NARROW, 310, 80);
    }],
    ['a frame around a paragraph', (pen) => {
      pen.grid([40, 540], [60, 240]);
      pen.prose(SENTENCES, 50, 80);
    }],
    ['two frames side by side', (pen) => {
      pen.grid([40, 290], [60, 270]);
      pen.grid([300, 550], [60, 270]);
      pen.prose(NARROW, 50, 80);
      pen.prose(NARROW, 310, 80);
    }],
    ['a numbered list', (pen) => {
      for (const [i, line] of SENTENCES.entries()) pen.cells([[`${i + 1}.`, line]], [50, 80], 80 + i * 14, 0);
    }],
    ['two columns of bullets', (pen) => {
      for (let i = 0; i < 10; i += 1) pen.cells([['•', `Thing ${i}`, '•', `Other ${i}`]], [50, 64, 300, 314], 80 + i * 15, 0);
    }],
    ['contents with leaders', (pen) => {
      for (let i = 0; i < 10; i += 1) pen.cells([[`Chapter ${i}`, '.'.repeat(100), `${i * 4}`]], [50, 130, 500], 80 + i * 16, 0);
    }],
    ['contents without leaders', (pen) => {
      for (let i = 0; i < 10; i += 1) pen.cells([[`${i + 1}.1`, `A title ${'x'.repeat(i)}`, `${i * 4 + 1}`]], [50, 90, 520], 80 + i * 16, 0, [2]);
    }],
    ['a form with lines to fill in', (pen) => {
      for (const [i, label] of ['Name', 'Street', 'City', 'Phone', 'Date'].entries()) {
        pen.cells([[label, `${label} again`]], [50, 310], 80 + i * 24, 0);
        pen.line(120, 82 + i * 24, 290, 82 + i * 24);
        pen.line(380, 82 + i * 24, 540, 82 + i * 24);
      }
    }],
    ['a header and a footer', (pen) => {
      pen.cells([['Annual report', 'Draft', '2024']], [50, 270, 500], 40, 0);
      pen.line(50, 46, 545, 46);
      pen.prose(SENTENCES, 50, 70);
      pen.cells([['Confidential', 'ACME', 'Page 4'], ['Bank 1234', 'Tax 567', 'Reg 891'], ['x@y.example', '020 7946', 'N1 2AB']], [50, 270, 480], 800, 9);
    }],
    ['a chart with labels', (pen) => {
      for (let i = 0; i < 6; i += 1) {
        pen.text(`${i * 20}`, 50, 403 - i * 40);
        pen.line(80, 400 - i * 40, 500, 400 - i * 40);
      }
      for (let i = 0; i < 7; i += 1) {
        pen.fill(95 + i * 58, 400 - 30 * (i + 1), 30, 30 * (i + 1), 0.5);
        pen.text(`Q${i}`, 100 + i * 58, 414);
      }
      pen.line(80, 400, 80, 200);
    }],
    ['bars with figures at their ends', (pen) => {
      for (let i = 0; i < 8; i += 1) {
        pen.text(`Thing ${i}`, 50, 100 + i * 20);
        pen.fill(110, 92 + i * 20, 40 + ((i * 53) % 200), 10, 0.4);
        pen.text(`${40 + ((i * 53) % 200)}`, 155 + ((i * 53) % 200), 100 + i * 20);
      }
    }],
    ['a listing of a program', (pen) => {
      const lines = ['name    = "reader"', 'version = 3', 'limits  = None', 'size    = 10  # bytes', 'def read(path):', '    return open(path)'];
      for (const [i, line] of lines.entries()) {
        const parts = line.split(/ {2,}/);
        pen.cells([parts], [50, 130, 220], 80 + i * 12, 0);
      }
    }],
    ['two address blocks', (pen) => {
      pen.prose(['ACME Trading Ltd', '12 Harbour Street', 'London N1 2AB', 'United Kingdom'], 50, 80);
      pen.prose(['Phone 020 7946 0000', 'Fax 020 7946 0001', 'info@acme.example', 'www.acme.example'], 400, 80);
    }],
    ['labels with what was filled in', (pen) => {
      pen.cells([['Name:', 'Ann', 'Date:', '657'], ['Phone:', 'Bob', 'Room:', '12'], ['Cost:', 'Eve', 'Place:', '9'], ['Head:', 'Jan', 'Desk:', '4']], [50, 130, 300, 380], 80, 16);
    }],
    ['large figures with captions', (pen) => {
      pen.cells([['Sales', 'Cost', 'Staff', 'Sites']], [50, 170, 290, 410], 80, 0);
      for (const [i, x] of [50, 170, 290, 410].entries()) pen.text(`${i + 3}7`, x, 108, { size: 24 });
      pen.cells([['+1%', '+2%', '-3%', '+4%']], [50, 170, 290, 410], 124, 0);
    }],
    ['boxes of a diagram joined by lines', (pen) => {
      for (const y of [100, 180]) {
        for (const x of [60, 220, 380]) {
          pen.grid([x, x + 100], [y, y + 40]);
          pen.text('A step', x + 10, y + 24);
          if (x < 380) pen.line(x + 100, y + 20, x + 160, y + 20);
          if (y < 180) pen.line(x + 50, y + 40, x + 50, 180);
        }
      }
    }],
    ['a page divided into areas', (pen) => {
      pen.grid([30, 565], [30, 80, 700, 760]);
      pen.line(200, 30, 200, 80);
      pen.cells([['ACME', 'Operating manual']], [40, 220], 60, 0);
      pen.prose(SENTENCES, 50, 110);
      pen.text('Page 1', 50, 730);
    }],
  ])('in %s', async (_what, draw) => {
    expect((await tablesDrawn(fixture, draw)).map(({ rows }) => rows)).toEqual([]);
  });
});

describe('mayHoldTable', () => {
  const flow = (runs: readonly (readonly [text: string, x: number, y: number])[]): TextFlow => ({
    angle: 0,
    fragments: runs.map(([text, x, y], order) => ({ text, x, y, order, width: text.length * 5, size: 10, spaceBefore: false, isRightToLeft: false, ascent: 0.78, fontName: 'f' })),
  });

  it('spares pages of prose with a header and a footer, and takes rows that are near one another', () => {
    const prose = SENTENCES.map((line, i) => [line, 50, 100 + i * 12] as const);
    expect(mayHoldTable(flow([['Report', 50, 40], ['2024', 500, 40], ...prose, ['ACME', 50, 800], ['Page 3', 500, 800]]))).toBe(false);
    expect(mayHoldTable(flow([...prose, ['Oak', 50, 300], ['12', 200, 300], ['Tea', 50, 320], ['9', 200, 320]]))).toBe(true);
    expect(mayHoldTable(flow([['Oak', 50, 300], ['12', 200, 306], ['Tea', 50, 320], ['9', 200, 326]]))).toBe(true);
  });
});

describe('drawings', () => {
  it('takes a page that is all lines for a drawing, in little time', () => {
    const ops = { constructPath: 91, stroke: 20 } as unknown as Ops;
    const paths = Array.from({ length: 30_000 }, (_, i) => [20, [new Float32Array([0, 10, i % 800, 1, 500, i % 800])], null]);
    const list = { fnArray: paths.map(() => 91), argsArray: paths } as unknown as OperatorList;
    const viewport = { transform: [1, 0, 0, -1, 0, 842], width: 595, height: 842 } as unknown as PageViewport;
    expect(collectRulings(list, ops, viewport)).toEqual({ horizontals: [], verticals: [], shades: [] });
    const few = { fnArray: list.fnArray.slice(0, 5), argsArray: paths.slice(0, 5) } as unknown as OperatorList;
    expect(collectRulings(few, ops, viewport).horizontals).not.toEqual([]);
  });
});
