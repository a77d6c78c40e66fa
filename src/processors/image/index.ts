import { loadSharp } from './load-sharp';
import type { Processor } from '../kit/processor';
import { checkSvg } from './check-svg';
import { toImageError } from './decode-failure';
import { drawScaled } from './draw-scaled';
import { checkDimensions, MAX_FILE_BYTES } from './image-limits';
import { readImage } from './read-image';

export const processor: Processor = {
  read: readImage,
  async render(file, { mime }, _page, maxSidePixels, context) {
    const bytes = await file.readAll(MAX_FILE_BYTES, context.signal);
    if (mime === 'image/svg+xml') checkSvg(bytes);
    const sharp = loadSharp();
    const { autoOrient } = await sharp(bytes, { limitInputPixels: false })
      .metadata()
      .catch((thrown: unknown) => {
        throw toImageError(thrown);
      });
    const { width, height } = autoOrient;
    checkDimensions(width, height);
    const scale = Math.min(1, maxSidePixels / Math.max(width, height));
    const box = { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
    return drawScaled(bytes, box, 'page', context);
  },
};
