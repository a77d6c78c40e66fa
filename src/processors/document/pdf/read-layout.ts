import type { PageLayout } from '../../../shared/model/page-layout';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { OpenFile } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import { readGlyphWidths } from './glyph-widths';
import { loadPdfjs } from './load-pdfjs';
import { textFlows } from './page-fragments';
import { pageSize } from './page-size';
import { readingLines } from './page-text';
import { damagedPdf } from './pdf-failure';
import { wordsOf } from './page-words';
import { readPageText } from './read-page-text';
import { SecondLook } from './second-look';
import { withPage } from './with-page';

/** Where the words of the file's own text stand on a page, in points of the page as shown; read as its text was. */
export async function readLayout(file: OpenFile, number: number, context: Context): Promise<PageLayout> {
  const first = await firstLayout(file, number, context).catch((thrown: unknown) => {
    if (thrown instanceof FilemillError && thrown.code === 'file.damaged') return thrown;
    throw thrown;
  });
  if (!(first instanceof FilemillError) && first.lines.length > 0) return first;
  const second = await secondLayout(file, number, context);
  if (second && second.lines.length > 0) return second;
  if (first instanceof FilemillError) throw first;
  return first;
}

async function firstLayout(file: OpenFile, number: number, context: Context): Promise<PageLayout> {
  const { pdfjs } = await loadPdfjs();
  return withPage(file, number, { purpose: 'text', context }, async (page) => {
    const viewport = page.getViewport({ scale: 1 });
    const { items } = await readPageText(page).catch((thrown: unknown) => {
      throw damagedPdf(`page ${number} can't be read`, thrown);
    });
    const lines = readingLines(textFlows(items, viewport));
    // Without the letters' own widths their usual ones do.
    const widths = await readGlyphWidths(page, pdfjs).catch(() => new Map<string, never>());
    return { page: number, ...pageSize(viewport), source: 'text', lines: wordsOf(lines, widths) };
  });
}

async function secondLayout(file: OpenFile, number: number, context: Context): Promise<PageLayout | null> {
  const look = new SecondLook(file, context.passwords);
  try {
    const seen = await look.at(number);
    if (!seen) return null;
    const { lines, width, height } = seen;
    return { page: number, width, height, source: 'text', lines: wordsOf(lines, new Map()) };
  } finally {
    await look.close();
  }
}
