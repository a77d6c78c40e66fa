import { CannotRead } from '../../kit/cannot-read';
import { toImageError } from '../decode-failure';
import { loadSharp } from '../load-sharp';
import { decodeBmp } from './decode-bmp';
import { decodeGif } from './decode-gif';
import { decodeHeic } from './decode-heic';
import { decodeJpeg } from './decode-jpeg';
import { decodeWithSharp } from './decode-with-sharp';
import type { Pixels } from './pixels';

interface Options {
  /** From 1, of a picture with several; of others there is only the first. */
  page?: number;
}

/** Formats whose decoder turns the picture itself; Pillow does so with TIFF. */
const UPRIGHT = new Set(['image/tiff', 'image/heic', 'image/heif', 'image/avif', 'image/bmp', 'image/svg+xml']);

/** Whether `decodePixels` has turned a picture of this type; others still need their EXIF orientation. */
export const isDecodedUpright = (mime: string): boolean => UPRIGHT.has(mime);

/**
 * The pixels as the file stores them, those of Pillow 9.4 and OpenCV to the last bit where these read the format: EXIF
 * orientation and colour profile are not applied. One, three or four channels of 8 bits:
 *
 * - grey is one channel, 1 bit too; grey with alpha is RGBA
 * - palettes are the colours they name, with alpha where one of them is transparent: that one keeps its colour too
 * - of 16 bits the upper 8, as Pillow does of colours and OpenCV of PNG (which rounds those of TIFF)
 * - CMYK and YCCK become RGB by Pillow's formula
 * - of an animation the first frame, as it stands on its canvas
 * - TIFF, HEIC and AVIF are turned by their own decoders (`isDecodedUpright`)
 * - SVG is drawn at the size it names, on white
 *
 * Throws `file.damaged` for a picture of which any part can't be decoded, `file.tooLarge`, `file.tooComplex`, and
 * CannotRead for a kind that can't be decoded here.
 */
export async function decodePixels(bytes: Buffer, mime: string, { page }: Options = {}): Promise<Pixels> {
  try {
    return await decode(bytes, mime, page);
  } catch (thrown) {
    if (thrown instanceof CannotRead) throw thrown;
    throw toImageError(thrown);
  }
}

async function decode(bytes: Buffer, mime: string, page: number | undefined): Promise<Pixels> {
  switch (mime) {
    case 'image/jpeg':
      return decodeJpeg(bytes);
    case 'image/bmp':
      return decodeBmp(bytes);
    case 'image/gif':
      return decodeGif(bytes);
    case 'image/heic':
    case 'image/heif':
      return (await isHevc(bytes)) ? decodeHeic(bytes) : decodeWithSharp(bytes, { failOn: 'error', page, isUpright: true });
    case 'image/svg+xml':
      return decodeWithSharp(bytes, { failOn: 'error', background: '#ffffff' });
    default:
      return decodeWithSharp(bytes, { failOn: 'error', page, isUpright: isDecodedUpright(mime) });
  }
}

/** The same container holds AVIF, which libvips decodes. */
async function isHevc(bytes: Buffer): Promise<boolean> {
  return (await loadSharp()(bytes, { limitInputPixels: false }).metadata()).compression === 'hevc';
}
