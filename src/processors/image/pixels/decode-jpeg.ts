import { cmykToRgb } from './cmyk-to-rgb';
import { decodeWithSharp } from './decode-with-sharp';
import type { Pixels } from './pixels';
import { loadTurboJpeg, type TurboPicture } from './turbo-jpeg';

/** What libjpeg warns of in pictures that are whole: bytes too many between their parts, odd words in their headers. */
const HARMLESS = /extraneous bytes|JFIF|Adobe|Invalid SOS|progression/i;

/**
 * A JPEG whose data has a fault anywhere is damaged, wherever the decoder could guess on. Throws what sharp throws.
 */
export async function decodeJpeg(bytes: Buffer): Promise<Pixels> {
  const picture = await loadTurboJpeg()?.(bytes);
  if (picture) return inLight(picture);
  try {
    return await decodeWithSharp(bytes, { failOn: 'warning' });
  } catch (thrown) {
    if (!(thrown instanceof Error && HARMLESS.test(thrown.message))) throw thrown;
    return decodeWithSharp(bytes, { failOn: 'error' });
  }
}

/** CMYK is taken for Adobe's, as Pillow and libvips do: 255 is no ink. */
function inLight({ data, width, height, channels }: TurboPicture): Pixels {
  return channels === 4 ? { data: cmykToRgb(data, true), width, height, channels: 3 } : { data, width, height, channels };
}
