import type { PageLayout } from '../../../shared/model/page-layout';
import type { OpenFile } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import { readGlyphWidths } from './glyph-widths';
import { loadPdfjs } from './load-pdfjs';
import { textFlows, type TextItem } from './page-fragments';
import { pageSize } from './page-size';
import { readingLines } from './page-text';
import { wordsOf } from './page-words';
import { withPage } from './with-page';

/** Where the words of the file's own text stand on a page, in points of the page as shown. */
export async function readLayout(file: OpenFile, number: number, context: Context): Promise<PageLayout> {
  const { pdfjs } = await loadPdfjs();
  return withPage(file, number, { purpose: 'text', context }, async (page) => {
    const viewport = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const lines = readingLines(textFlows(items as TextItem[], viewport));
    // Without the letters' own widths their usual ones do.
    const widths = await readGlyphWidths(page, pdfjs).catch(() => new Map<string, never>());
    return { page: number, ...pageSize(viewport), source: 'text', lines: wordsOf(lines, widths) };
  });
}
