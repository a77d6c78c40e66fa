import { FilemillError } from '../../../shared/errors/filemill-error';
import type { OpenFile } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import { loadCanvasWithSystemFonts } from '../load-canvas';
import type { PictureOf } from '../page-picture';
import { damagedPdf } from './pdf-failure';
import { withPage } from './with-page';
import { t } from '../../../shared/words/words';

/** Draws one page with the library that reads it and the fonts of this computer. Throws as `withPage` does. */
export async function drawWithPdfjs<T>(file: OpenFile, number: number, picture: PictureOf<T>, context: Context): Promise<T> {
  const { createCanvas } = await loadCanvasWithSystemFonts();
  return withPage(file, number, { purpose: 'drawing', context }, async (page) => {
    const { width, height } = page.getViewport({ scale: 1 });
    const shown = { width, height, image: null };
    const size = picture.measure(shown);
    const canvas = createCanvas(size.width, size.height);
    const viewport = page.getViewport({ scale: size.width / width });
    const task = page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: '#ffffff' });
    const cancel = (): void => task.cancel();
    context.signal.addEventListener('abort', cancel);
    try {
      await task.promise;
    } catch (thrown) {
      if (context.signal.aborted) throw new FilemillError('call.cancelled', t('Drawing the page was cancelled.'));
      throw damagedPdf(`page ${number} can't be drawn`, thrown);
    } finally {
      context.signal.removeEventListener('abort', cancel);
    }
    return picture.take(new Uint8Array(canvas.data()), size, shown);
  });
}
