import type { Metadata } from 'sharp';
import { loadSharp } from '../load-sharp';
import { readPlainJpeg } from '../plain-jpeg';

/** What a file says of its picture beside the pixels, as it lies in the file. */
export interface MetadataBlocks {
  /** From its byte order mark on. */
  readonly exif: Buffer | null;
  readonly xmp: Buffer | null;
  readonly icc: Buffer | null;
  /** Dots per inch. */
  readonly density: number | null;
}

const EXIF_HEADER = Buffer.from('Exif\0\0', 'latin1');
export const NO_BLOCKS: MetadataBlocks = { exif: null, xmp: null, icc: null, density: null };

/** Never throws: what can't be read is left out, it is the pixels that count. */
export async function metadataBlocks(bytes: Buffer, mime: string): Promise<MetadataBlocks> {
  if (mime === 'image/bmp' || mime === 'image/svg+xml') return NO_BLOCKS;
  try {
    const { exif, xmp, icc, density } = readPlain(bytes, mime) ?? (await loadSharp()(bytes, { limitInputPixels: false }).metadata());
    const isPrefixed = exif?.subarray(0, EXIF_HEADER.length).equals(EXIF_HEADER);
    return { exif: (isPrefixed ? exif?.subarray(EXIF_HEADER.length) : exif) ?? null, xmp: xmp ?? null, icc: icc ?? null, density: density ?? null };
  } catch {
    return NO_BLOCKS;
  }
}

/** Of a JPEG with neither EXIF nor XMP. */
const readPlain = (bytes: Buffer, mime: string): Partial<Metadata> | null => (mime === 'image/jpeg' ? readPlainJpeg(bytes) : null);

/** A colour profile is for pixels of so many channels. */
export function fitsProfile(icc: Buffer, channels: 1 | 3 | 4): boolean {
  return icc.length > 128 && icc.toString('latin1', 16, 20) === (channels === 1 ? 'GRAY' : 'RGB ');
}
