import { grayscale, PDFDocument, StandardFonts, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';
import type { Fixture } from '../../../kit/fixture.test-kit';
import { OpenFile } from '../../../kit/open-file';
import { loadPdfjs } from '../load-pdfjs';
import { openPdf } from '../open-pdf';
import { textFlows, type TextItem } from '../page-fragments';
import type { FoundTable } from './found-table';
import { tablesOfPage } from './tables-of-page';

export const PAGE_HEIGHT = 842;

/** Draws on one page; y goes down from the page's top, as tables are told. */
export class Pen {
  constructor(
    readonly page: PDFPage,
    readonly fonts: { readonly plain: PDFFont; readonly bold: PDFFont },
  ) {}

  text(text: string, x: number, y: number, { size = 10, right = false, bold = false } = {}): void {
    const font = bold ? this.fonts.bold : this.fonts.plain;
    const left = right ? x - font.widthOfTextAtSize(text, size) : x;
    this.page.drawText(text, { x: left, y: PAGE_HEIGHT - y, size, font });
  }

  line(x1: number, y1: number, x2: number, y2: number, options: { dashArray?: number[]; grey?: number } = {}): void {
    const { dashArray, grey = 0 } = options;
    this.page.drawLine({
      start: { x: x1, y: PAGE_HEIGHT - y1 },
      end: { x: x2, y: PAGE_HEIGHT - y2 },
      thickness: 0.5,
      color: grayscale(grey),
      ...(dashArray ? { dashArray } : {}),
    });
  }

  fill(x: number, y: number, width: number, height: number, grey = 0): void {
    this.page.drawRectangle({ x, y: PAGE_HEIGHT - y - height, width, height, color: grayscale(grey) });
  }

  /** Lines of a paragraph, 12 points apart. */
  prose(lines: readonly string[], x: number, y: number): void {
    for (const [index, line] of lines.entries()) this.text(line, x, y + index * 12);
  }

  /** Cells of text, without lines. Columns named in `right` end at their place. */
  cells(rows: readonly (readonly string[])[], columns: readonly number[], y: number, step: number, right: readonly number[] = []): void {
    for (const [row, texts] of rows.entries()) {
      for (const [column, text] of texts.entries()) {
        if (text) this.text(text, columns[column] ?? 0, y + row * step, { right: right.includes(column) });
      }
    }
  }

  grid(columns: readonly number[], rows: readonly number[]): void {
    const [left = 0, right = 0] = [columns[0], columns.at(-1)];
    const [top = 0, bottom = 0] = [rows[0], rows.at(-1)];
    for (const y of rows) this.line(left, y, right, y);
    for (const x of columns) this.line(x, top, x, bottom);
  }
}

/** The tables of a page that `draw` draws, found as the reader finds them. */
export async function tablesDrawn(fixture: Fixture, draw: (pen: Pen) => void, prepare?: (page: PDFPage) => void): Promise<FoundTable[]> {
  const document = await PDFDocument.create();
  const fonts = { plain: await document.embedFont(StandardFonts.Helvetica), bold: await document.embedFont(StandardFonts.HelveticaBold) };
  const page = document.addPage([595, PAGE_HEIGHT]);
  prepare?.(page);
  draw(new Pen(page, fonts));
  const file = OpenFile.open(fixture.write('tables.pdf', await document.save()));
  const { document: opened, close } = await openPdf(file, 'text', []);
  try {
    const first = await opened.getPage(1);
    const { items } = await first.getTextContent();
    return await tablesOfPage(first, textFlows(items as TextItem[], first.getViewport({ scale: 1 })), (await loadPdfjs()).pdfjs);
  } finally {
    await close();
    file.close();
  }
}
