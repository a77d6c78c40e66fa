import { createRequire } from 'node:module';
import { CannotRead } from '../../kit/cannot-read';
import { checkDimensions } from '../image-limits';
import type { Pixels } from './pixels';
import { t } from '../../../shared/words/words';

interface HeicPicture {
  readonly width: number;
  readonly height: number;
  decode(): Promise<{ data: Uint8ClampedArray; width: number; height: number }>;
}
type DecodeAll = (input: { buffer: Uint8Array }) => Promise<HeicPicture[] & { dispose(): void }>;

/**
 * The first picture of a HEIC file, turned as the file says, without alpha: photos have none. libheif comes as a module
 * of its own; `CannotRead` where it is missing.
 */
export async function decodeHeic(bytes: Buffer): Promise<Pixels> {
  const pictures = await loadDecoder()({ buffer: bytes });
  try {
    const [first] = pictures;
    if (!first) throw new Error('no picture in the file');
    checkDimensions(first.width, first.height);
    const { data, width, height } = await first.decode();
    return { data: withoutAlpha(data), width, height, channels: 3 };
  } finally {
    pictures.dispose();
  }
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let at = 0, to = 0; at < rgba.length; at += 4, to += 3) {
    rgb[to] = rgba[at] as number;
    rgb[to + 1] = rgba[at + 1] as number;
    rgb[to + 2] = rgba[at + 2] as number;
  }
  return rgb;
}

function loadDecoder(): DecodeAll {
  try {
    return (createRequire(import.meta.url)('heic-decode') as { all: DecodeAll }).all;
  } catch {
    throw new CannotRead(t('HEIC pictures can\'t be shown here: the part that decodes them is missing.'));
  }
}
