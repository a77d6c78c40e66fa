import type { Artifact } from '../../shared/contract/worker-api';
import type { Context } from '../kit/processor';
import { drawScaled } from './draw-scaled';
import type { Picture } from './load-sharp';
import { pictureOfPixels } from './open-picture';
import type { Pixels } from './pixels/pixels';
import { shrinkPixels } from './pixels/shrink-pixels';
import { turnPixels } from './pixels/turn-pixels';

/** Longer side, pixels. */
const THUMBNAIL_SIDE = 320;
/** The means of blocks leave at least so many times the thumbnail's side; a finer filter does the rest. */
const SPARE = 2;

/** A thumbnail of pixels that are decoded already. */
export function drawThumbnail(pixels: Pixels, orientation: number, context: Context): Promise<Artifact> {
  const factor = Math.floor(Math.max(pixels.width, pixels.height) / (THUMBNAIL_SIDE * SPARE));
  // Of a very thin picture at least one row must stay.
  const shrunk = shrinkPixels(pixels, Math.min(factor, pixels.width, pixels.height));
  return drawThumbnailOf(pictureOfPixels(turnPixels(shrunk, orientation)), context);
}

export function drawThumbnailOf(picture: Picture, context: Context): Promise<Artifact> {
  return drawScaled(picture, { width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE }, 'thumbnail', context);
}
