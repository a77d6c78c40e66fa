import type { PDFPageProxy } from 'pdfjs-dist';
import type { OpenFile } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import { damagedPdf, noSuchPage } from './pdf-failure';
import { SteadyPdf } from './steady-pdf';

/**
 * One page of a document opened for it alone. Throws `artifact.none` for a page that is not there, what opening
 * throws, `file.tooComplex`.
 */
export async function withPage<T>(
  file: OpenFile,
  number: number,
  { purpose, context }: { purpose: 'text' | 'drawing'; context: Context },
  work: (page: PDFPageProxy) => Promise<T>,
): Promise<T> {
  const pdf = await SteadyPdf.open(file, purpose, context.passwords);
  try {
    if (number > pdf.pageCount) throw noSuchPage(number);
    return await pdf.run(async (document) => {
      const page = await document.getPage(number).catch((thrown: unknown) => {
        throw damagedPdf(`page ${number} can't be read`, thrown);
      });
      return work(page);
    });
  } finally {
    await pdf.close();
  }
}
