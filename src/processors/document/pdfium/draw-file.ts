import { CannotRead } from '../../kit/cannot-read';
import { throwIfCancelled, type OpenFile } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import type { PageToDraw, PixelSize } from '../page-to-draw';
import { drawPage } from './draw-page';
import { isBlank, needsForeignFonts, onlyImageOf } from './page-objects';
import { PdfiumDocument } from './pdfium-document';
import { t } from '../../../shared/words/words';

export interface DrawRequest<T> {
  readonly page: number;
  /** Another engine stands by for what this one draws worse: damaged files and letters without fonts. */
  readonly hasStandIn: boolean;
  measure(page: PageToDraw): PixelSize;
  /** Gets red, green, blue, 255 of each pixel, for as long as it runs. */
  take(pixels: Uint8Array, size: PixelSize, page: PageToDraw): T;
}

/** Draws one page of a file. Throws CannotRead where the stand-in does better, and what opening throws. */
export async function drawFile<T>(file: OpenFile, request: DrawRequest<T>, context: Context): Promise<T> {
  const document = await PdfiumDocument.open(file, context.passwords);
  try {
    throwIfCancelled(context.signal);
    if (request.hasStandIn && !document.isIntact) throw new CannotRead(t('The file is damaged.'));
    return document.withPage(request.page, (page) => {
      if (request.hasStandIn && needsForeignFonts(document, page)) throw new CannotRead(t('The page needs fonts of this computer.'));
      const [width, height] = [document.calls.FPDF_GetPageWidthF(page), document.calls.FPDF_GetPageHeightF(page)];
      const shown = { width, height, image: onlyImageOf(document, page) };
      const size = request.measure(shown);
      return drawPage(document, page, size, (pixels) => {
        // Pictures that the library can't decode it leaves out without a word.
        if (request.hasStandIn && isWhite(pixels) && !isBlank(document, page)) throw new CannotRead(t('Nothing was drawn.'));
        return request.take(pixels, size, shown);
      });
    });
  } finally {
    document.close();
  }
}

function isWhite(pixels: Uint8Array): boolean {
  return new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length >> 2).every((pixel) => pixel === 0xffffffff);
}
