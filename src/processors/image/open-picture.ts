import { FilemillError } from '../../shared/errors/filemill-error';
import { CannotRead } from '../kit/cannot-read';
import type { OpenFile } from '../kit/open-file';
import type { Context } from '../kit/processor';
import { checkSvg, checkSvgWork } from './check-svg';
import { toImageError } from './decode-failure';
import { withFewFrames } from './few-frames';
import { checkDimensions, MAX_FILE_BYTES, MAX_PIXELS } from './image-limits';
import { loadSharp, type Picture } from './load-sharp';
import { decodePixels } from './pixels/decode-pixels';
import type { Pixels } from './pixels/pixels';
import { readProperties } from './read-properties';
import { t } from '../../shared/words/words';

export interface OpenPicture {
  /** The page, upright. */
  picture: Picture;
  /** Of the page, upright, pixels. */
  width: number;
  height: number;
  /** Dots per inch. */
  density: number | undefined;
}

/** Types that libvips does not decode, or of which it decodes only some. */
const DECODED_HERE = new Set(['image/bmp', 'image/heic', 'image/heif']);

/** Whether `pictureOfBytes` takes pictures of this type. */
export const isDrawnFromFile = (mime: string): boolean => !DECODED_HERE.has(mime);

/** One page of a picture, ready to be drawn. Throws `artifact.none` for a page that is not there. */
export async function openPicture(file: OpenFile, mime: string, page: number, context: Context): Promise<OpenPicture> {
  const stored = await file.readAll(MAX_FILE_BYTES, context.signal);
  if (!isDrawnFromFile(mime)) {
    const { pixels, density } = await decodeHere(stored, mime);
    return { picture: pictureOfPixels(pixels), width: pixels.width, height: pixels.height, density };
  }
  const drawing = mime === 'image/svg+xml' ? checkSvg(stored) : null;
  const { bytes } = withFewFrames(drawing?.bytes ?? stored, mime);
  const metadata = await loadSharp()(bytes, { limitInputPixels: false, page: page - 1 })
    .metadata()
    .catch((thrown: unknown) => {
      if (page > 1) throw new FilemillError('artifact.none', t('The picture has no page {page}, or it can’t be read.', { page }));
      throw toImageError(thrown);
    });
  const { width, height } = metadata.autoOrient;
  checkDimensions(width, height);
  if (drawing) checkSvgWork(drawing.work, width, height);
  return { picture: pictureOfBytes(bytes, page), width, height, density: metadata.density };
}

async function decodeHere(bytes: Buffer, mime: string): Promise<{ pixels: Pixels; density: number | undefined }> {
  try {
    const { report } = await readProperties(bytes, mime);
    checkDimensions(report.width, report.height);
    return { pixels: await decodePixels(bytes, mime), density: report.density };
  } catch (thrown) {
    throw thrown instanceof CannotRead ? new FilemillError('artifact.none', thrown.message) : thrown;
  }
}

/** Of a file that libvips decodes; fails on damage when it is drawn. */
export function pictureOfBytes(bytes: Buffer, page = 1): Picture {
  return loadSharp()(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS, autoOrient: true, page: page - 1 });
}

export function pictureOfPixels({ data, width, height, channels }: Pixels): Picture {
  return loadSharp()(data, { raw: { width, height, channels }, limitInputPixels: MAX_PIXELS });
}
