import type { Processor } from '../kit/processor';
import { drawScaled } from './draw-scaled';
import { hasPages } from './has-pages';
import { openPicture } from './open-picture';
import { rasterImage } from './raster-image';
import { readImage } from './read-image';

export const processor: Processor = {
  read: readImage,
  async render(file, { mime }, page, maxSidePixels, context) {
    const shown = hasPages(mime) ? page : 1;
    const { picture, width, height } = await openPicture(file, mime, shown, context);
    const scale = Math.min(1, maxSidePixels / Math.max(width, height));
    const box = { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
    return drawScaled(picture, box, 'page', context);
  },
  raster: (file, { mime }, page, maxPixels, context) => rasterImage(file, mime, page, maxPixels, context),
  async searchable(file, { mime }, layoutsPath, context) {
    return (await import('./searchable-image')).searchableImage(file, mime, layoutsPath, context);
  },
  async transform(file, { mime }, { recipe, maxSidePixels }, context) {
    if (maxSidePixels === null) return (await import('./transform/transform-picture')).transformPicture(file, mime, recipe, context);
    return (await import('./transform/preview-transform')).previewTransform(file, mime, recipe, maxSidePixels, context);
  },
};
