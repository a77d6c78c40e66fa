import type { z } from 'zod';
import type { imageHashesSchema } from '../../../shared/model/report';
import type { Pixels } from '../pixels/pixels';
import { bitsToHex } from './bits-to-hex';
import { blockBits } from './block-hash';
import { perceptualBits } from './perceptual-bits';
import { scanHashes } from './scan-hashes';

export type ImageHashes = z.infer<typeof imageHashesSchema>;

/**
 * The hashes of the Python library imagehash 4.3 (8 × 8 bits, with Pillow's grey and Lanczos) and of npm's image-hash 7.
 *
 * @param pixels as stored in the file, not turned by its orientation
 */
export function hashPicture(pixels: Pixels): ImageHashes {
  const material = scanHashes(pixels);
  return {
    average: bitsToHex(averageBits(material.average)),
    perceptual: bitsToHex(perceptualBits(material.perceptual)),
    difference: bitsToHex(differenceBits(material.difference)),
    wavelet: bitsToHex(material.wavelet),
    block: bitsToHex(blockBits(material.blockSums, pixels.width, pixels.height)),
  };
}

function averageBits(grey: Uint8Array): boolean[] {
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  return Array.from(grey, (value) => value > mean);
}

/** Of rows of nine values: which of the last eight are larger than the one before. */
function differenceBits(grey: Uint8Array): boolean[] {
  const bits: boolean[] = [];
  grey.forEach((value, i) => {
    if (i % 9 !== 0) bits.push(value > (grey[i - 1] as number));
  });
  return bits;
}
