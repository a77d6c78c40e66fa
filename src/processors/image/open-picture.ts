import { FilemillError } from '../../shared/errors/filemill-error';
import type { OpenFile } from '../kit/open-file';
import type { Context } from '../kit/processor';
import { checkSvg } from './check-svg';
import { toImageError } from './decode-failure';
import { checkDimensions, MAX_FILE_BYTES } from './image-limits';
import { loadSharp } from './load-sharp';

export interface OpenPicture {
  bytes: Buffer;
  /** Of the page, upright, pixels. */
  width: number;
  height: number;
  /** Dots per inch. */
  density: number | undefined;
}

/** Scans come as files of many pages; in other formats further frames are an animation of the first. */
export const hasPages = (mime: string): boolean => mime === 'image/tiff';

/** The bytes of a picture and the size of one of its pages. Throws `artifact.none` for a page that is not there. */
export async function openPicture(file: OpenFile, mime: string, page: number, context: Context): Promise<OpenPicture> {
  const bytes = await file.readAll(MAX_FILE_BYTES, context.signal);
  if (mime === 'image/svg+xml') checkSvg(bytes);
  const metadata = await loadSharp()(bytes, { limitInputPixels: false, page: page - 1 })
    .metadata()
    .catch((thrown: unknown) => {
      if (page > 1) throw new FilemillError('artifact.none', `The picture has no page ${page}, or it can't be read.`);
      throw toImageError(thrown);
    });
  const { width, height } = metadata.autoOrient;
  checkDimensions(width, height);
  return { bytes, width, height, density: metadata.density };
}
