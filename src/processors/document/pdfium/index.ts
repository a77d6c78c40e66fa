import type { Processor } from '../../kit/processor';
import { pictureForEyes, pictureForReading, writePicture } from '../page-picture';
import { drawFile } from './draw-file';
import { readLayout } from './read-layout';
import { readPdfium } from './read-pdfium';

const ALONE = { hasStandIn: false };

export const processor: Processor = {
  read: (file, _recognised, context) => readPdfium(file, context),
  async render(file, _recognised, page, maxSidePixels, context) {
    return writePicture(await drawFile(file, { page, ...ALONE, ...pictureForEyes(maxSidePixels) }, context), context);
  },
  raster: (file, _recognised, page, maxPixels, context) =>
    drawFile(file, { page, ...ALONE, ...pictureForReading(maxPixels) }, context),
  layout: (file, _recognised, page, context) => readLayout(file, page, context),
};
