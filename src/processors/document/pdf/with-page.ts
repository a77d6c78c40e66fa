import type { PDFPageProxy } from 'pdfjs-dist';
import type { OpenFile } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import { openPdf } from './open-pdf';
import { damagedPdf, noSuchPage } from './pdf-failure';

/**
 * One page of a document opened for it alone. Throws `artifact.none` for a page that is not there, and what opening
 * throws.
 */
export async function withPage<T>(
  file: OpenFile,
  number: number,
  { purpose, context }: { purpose: 'text' | 'drawing'; context: Context },
  work: (page: PDFPageProxy) => Promise<T>,
): Promise<T> {
  const { document, close } = await openPdf(file, purpose, context.passwords);
  try {
    if (number > document.numPages) throw noSuchPage(number);
    const page = await document.getPage(number).catch((thrown: unknown) => {
      throw damagedPdf(`page ${number} can't be read`, thrown);
    });
    return await work(page);
  } finally {
    await close();
  }
}
