import { FilemillError } from '../../../shared/errors/filemill-error';
import { CannotRead } from '../../kit/cannot-read';
import { throwIfCancelled, type OpenFile } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import type { PictureOf } from '../page-picture';
import { drawFile } from '../pdfium/draw-file';
import { drawWithPdfjs } from './draw-with-pdfjs';

/** Draws one page: with PDFium, which is several times as fast, and where that is not up to it with pdf.js. */
export async function drawPdf<T>(file: OpenFile, page: number, picture: PictureOf<T>, context: Context): Promise<T> {
  try {
    return await drawFile(file, { page, hasStandIn: true, ...picture }, context);
  } catch (thrown) {
    throwIfCancelled(context.signal);
    if (!isForStandIn(thrown)) throw thrown;
    return drawWithPdfjs(file, page, picture, context);
  }
}

function isForStandIn(thrown: unknown): boolean {
  if (thrown instanceof CannotRead) return true;
  return thrown instanceof FilemillError && (thrown.code === 'file.damaged' || thrown.code === 'file.tooLarge');
}
