import type { ImageReport } from '../../../shared/model/report';
import { MAX_PIXELS } from '../image-limits';
import { loadSharp, type Picture as SharpPicture } from '../load-sharp';
import { toPicture, type Picture } from './picture';
import type { Size } from './target-size';

/** Inside Electron on Linux libvips is WebAssembly, and decoding by libjpeg-turbo with our own Lanczos is quicker. */
const IS_QUICKER = !(process.versions['electron'] && process.platform === 'linux');

/** Whether libvips can make a picture smaller while it decodes it, with the same meaning as our own way. */
export const canDecodeReduced = (mime: string, { colorSpace, width, height }: ImageReport, target: Size): boolean =>
  IS_QUICKER && mime === 'image/jpeg' && (colorSpace === 'srgb' || colorSpace === 'b-w') && target.width < width && target.height < height;

/** A JPEG, upright and in a smaller size, decoded and reduced in one go by libvips. */
function reduce(bytes: Buffer, { colorSpace, orientation = 1 }: ImageReport, { width, height }: Size): SharpPicture {
  return loadSharp()(bytes, { failOn: 'warning', limitInputPixels: MAX_PIXELS, ignoreIcc: true, autoOrient: orientation > 1 })
    .resize({ width, height, fit: 'fill', kernel: 'lanczos3' })
    .toColourspace(colorSpace);
}

/**
 * The pixels of a JPEG, upright and in a smaller size. The Lanczos of libvips comes near Pillow's: of a noisy photograph,
 * 0.99987 of the values are at most one level off, the others at most seven.
 * Far smaller pictures are first reduced by the JPEG decoder: at a ninth of the size, patterns as fine as the new pixels
 * differ by many levels.
 *
 * @returns null where libvips finds a fault: then it is for the exact decoder to say whether the picture is damaged
 */
export async function decodeReduced(bytes: Buffer, report: ImageReport, target: Size): Promise<Picture | null> {
  const decoded = await reduce(bytes, report, target).raw().toBuffer({ resolveWithObject: true }).catch(() => null);
  if (decoded?.info.channels !== 1 && decoded?.info.channels !== 3) return null;
  const { data, info } = decoded;
  return toPicture({ data, width: info.width, height: info.height, channels: info.channels as 1 | 3 });
}

/** The same as a JPEG without metadata: its pixels are taken nowhere in between. */
export function reduceToJpeg(bytes: Buffer, report: ImageReport, target: Size, quality: number): Promise<Buffer | null> {
  return reduce(bytes, report, target).jpeg({ quality }).toBuffer().catch(() => null);
}
