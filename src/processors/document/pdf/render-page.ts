import type { Artifact } from '../../../shared/contract/worker-api';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { OpenFile } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import { writeArtifact } from '../../kit/write-artifact';
import { damagedPdf, openPdf } from './open-pdf';

/** Points are drawn at most so many times as large. */
const MAX_SCALE = 4;
const QUALITY = 85;

/** One page as a WebP picture whose longer side has at most `maxSidePixels`. Throws `artifact.none` for a page that is not there. */
export async function renderPage(file: OpenFile, number: number, maxSidePixels: number, context: Context): Promise<Artifact> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const { document, close } = await openPdf(file, 'drawing');
  try {
    if (number > document.numPages) {
      throw new FilemillError('artifact.none', `The document has no page ${number}.`, { hint: 'Choose another page.' });
    }
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const scale = Math.min(MAX_SCALE, maxSidePixels / Math.max(width, height));
    const viewport = page.getViewport({ scale });
    const canvas = createCanvas(Math.max(1, Math.floor(viewport.width)), Math.max(1, Math.floor(viewport.height)));
    const task = page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: '#ffffff' });
    const cancel = (): void => task.cancel();
    context.signal.addEventListener('abort', cancel);
    try {
      await task.promise;
    } catch (thrown) {
      if (context.signal.aborted) throw new FilemillError('call.cancelled', 'Drawing the page was cancelled.');
      throw damagedPdf(`page ${number} can't be drawn`, thrown);
    } finally {
      context.signal.removeEventListener('abort', cancel);
    }
    const bytes = await canvas.encode('webp', QUALITY);
    return writeArtifact(context.scratchDir, { bytes, role: 'page', extension: 'webp', width: canvas.width, height: canvas.height });
  } finally {
    await close();
  }
}
