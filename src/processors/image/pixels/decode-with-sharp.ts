import { checkDimensions } from '../image-limits';
import { loadSharp, type Picture } from '../load-sharp';
import { cmykToRgb } from './cmyk-to-rgb';
import type { Pixels } from './pixels';

interface Options {
  failOn: 'warning' | 'error';
  /** From 1. */
  page?: number | undefined;
  /** Turned as the file says. */
  isUpright?: boolean;
  /** What lies behind transparent parts; they stay transparent when left out. */
  background?: string;
}

/**
 * What libvips decodes, in 8 bits and without any colour profile: palettes and single bits as the colours they stand
 * for, of 16 bits the upper 8, of CMYK what Pillow makes of it, of an animation the first frame. Throws what sharp throws.
 */
export async function decodeWithSharp(bytes: Buffer, options: Options): Promise<Pixels> {
  const { failOn, page = 1, isUpright = false, background } = options;
  // The library's own limit would call the file damaged.
  const picture = loadSharp()(bytes, { failOn, limitInputPixels: false, ignoreIcc: true, page: page - 1, autoOrient: isUpright });
  const { width, height, space, hasAlpha, channels } = await picture.metadata();
  checkDimensions(width, height);
  if (background !== undefined) picture.flatten({ background });
  if (space === 'grey16' && !hasAlpha) return upperBytes(await rawOf(picture.toColourspace('grey16'), 'ushort'));
  if (space === 'b-w' && !hasAlpha) return toPixels(await rawOf(picture.toColourspace('b-w'), 'uchar'));
  if (space !== 'cmyk' || channels !== 4) return toPixels(await rawOf(picture.toColourspace('srgb'), 'uchar'));
  const { data, info } = await rawOf(picture.pipelineColourspace('cmyk').toColourspace('cmyk'), 'uchar');
  return { data: cmykToRgb(data, false), width: info.width, height: info.height, channels: 3 };
}

type Raw = Awaited<ReturnType<typeof rawOf>>;

function rawOf(picture: Picture, depth: 'uchar' | 'ushort') {
  return picture.raw({ depth }).toBuffer({ resolveWithObject: true });
}

function toPixels({ data, info: { width, height, channels } }: Raw): Pixels {
  if (channels === 1 || channels === 3 || channels === 4) return { data, width, height, channels };
  throw new Error(`${channels} channels`);
}

/** libvips would take grey of 16 bits through another curve. */
function upperBytes({ data, info: { width, height } }: Raw): Pixels {
  const words = new Uint16Array(data.buffer, data.byteOffset, width * height);
  return { data: Uint8Array.from(words, (word) => word >> 8), width, height, channels: 1 };
}
