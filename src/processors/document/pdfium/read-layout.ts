import type { PageLayout } from '../../../shared/model/page-layout';
import type { OpenFile } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import { textFlows } from '../pdf/page-fragments';
import { pageSize } from '../pdf/page-size';
import { readingLines } from '../pdf/page-text';
import { wordsOf } from '../pdf/page-words';
import { viewOf } from './page-view';
import { PdfiumDocument } from './pdfium-document';
import { textRuns } from './text-runs';

/** Where the words of the file's own text stand on a page, in points of the page as shown. */
export async function readLayout(file: OpenFile, number: number, context: Context): Promise<PageLayout> {
  const document = await PdfiumDocument.open(file, context.passwords);
  try {
    return document.withPage(number, (page) => {
      const view = viewOf(document, page);
      const lines = readingLines(textFlows(textRuns(document, page), view));
      return { page: number, ...pageSize(view), source: 'text', lines: wordsOf(lines, new Map()) };
    });
  } finally {
    document.close();
  }
}
