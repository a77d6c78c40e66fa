import type { Processor } from '../../kit/processor';
import { readPdf } from './read-pdf';

export const processor: Processor = {
  read: (file, _recognised, context) => readPdf(file, context),
  async render(file, _recognised, page, maxSidePixels, context) {
    const { pictureForEyes, writePicture } = await import('../page-picture');
    const { drawPdf } = await import('./draw-pdf');
    return writePicture(await drawPdf(file, page, pictureForEyes(maxSidePixels), context), context);
  },
  async raster(file, _recognised, page, maxPixels, context) {
    const { pictureForReading } = await import('../page-picture');
    return (await import('./draw-pdf')).drawPdf(file, page, pictureForReading(maxPixels), context);
  },
  async layout(file, _recognised, page, context) {
    return (await import('./read-layout')).readLayout(file, page, context);
  },
  async searchable(file, _recognised, layoutsPath, context) {
    return (await import('./write-searchable')).writeSearchable(file, layoutsPath, context);
  },
};
