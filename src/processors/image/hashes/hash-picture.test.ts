import blockHash from 'image-hash/lib/block-hash.js';
import { describe, expect, it } from 'vitest';
import { drawPicture, type Drawing } from '../kernels/drawn-picture.test-kit';
import type { Pixels } from '../pixels/pixels';
import { hashPicture } from './hash-picture';

/** By imagehash 4.3's algorithms with Pillow 9.4, SciPy 1.10 and PyWavelets, on the same pixels: average, perceptual, difference, wavelet. */
const HASHED: readonly [Drawing, number, number, 1 | 3 | 4, string, string, string, string][] = [
  ['noise', 1, 1, 3, '0000000000000000', '8000000000000000', '0000000000000000', '0000000000000000'],
  ['noise', 1, 40, 3, '0000ff0000ffff00', '8000008000008000', '0000000000000000', 'ff00ff0000ffff00'],
  ['noise', 40, 1, 3, '2626262626262626', '9200000000000000', 'ecececececececec', 'a6a6a6a6a6a6a6a6'],
  ['noise', 5, 3, 3, '1b0381c0e4ec3e3e', '922d8cd3762b8c9b', '33330f0c0c0cf8f8', '1b03c3c0e4ee3e3e'],
  ['noise', 8, 8, 1, '334db06657caca09', 'b1060bb486556fee', 'e69963cc9c929a59', '335db0665fcaca09'],
  ['noise', 9, 8, 3, '2c3b25f4f1c92c65', 'c28e1b597ad23b26', '59f66de8a3534c89', '2c3b25f4f1c92c65'],
  ['noise', 32, 32, 3, '5fd71c5a52d867c4', 'e49cb7ad35895912', 'b6a4b0b6a4928dd4', '5ef5ae58a3d07260'],
  ['shapes', 64, 64, 3, '01193f7f7f3f1f0f', '83433c7c7036c79e', 'fff3e9d4d1e1f3ff', '00003f3f3f3f1f07'],
  ['shapes', 131, 97, 4, '011b3f3f3f3f1f0f', '8f43383c3336c69e', 'fff3e9e9e9ebf3ff', '00013d3f3f3f1f07'],
  ['shapes', 300, 200, 1, '00183d3d3f3f1f07', '8e1c30636367c6db', 'ffb3696969e9f3ff', '00183d3d3f3f1f07'],
  ['shapes', 640, 481, 3, '011b3f3f3f3f1f0f', '8b43383c3336c71f', 'fff3e9e9e9ebf3ff', '00083d3f3f3f1f07'],
  ['saw', 300, 200, 3, '95aa504040808080', 'fefefe0000a8a8ea', 'a956aa94a8444244', '55b5cd39011fe29a'],
  ['saw', 3, 700, 3, 'ff00ffff0fffff00', 'bb66184c3a4c3b4f', '480802105a00005f', 'ff00c38303feff00'],
  ['flat', 100, 70, 3, '0000000000000000', '8000000000000000', '0000000000000000', '0000000000000000'],
  ['flat', 256, 256, 3, '0000000000000000', '8000000000000000', '0000000000000000', '0000000000000000'],
  ['dim', 64, 48, 1, '0000000000000000', '8000000000000000', '0000000000000000', '0000000000000000'],
  ['dim', 321, 123, 3, '0000000000000000', '8000000000000000', '0000000000000000', '0000000000000000'],
];

describe('hashPicture', () => {
  it.each(HASHED)('gives the hashes of imagehash: %s, %i × %i, %i channels', (drawing, width, height, channels, average, perceptual, difference, wavelet) => {
    expect(hashPicture(drawPicture(drawing, width, height, channels))).toMatchObject({ average, perceptual, difference, wavelet });
  });

  it.each(HASHED)('gives the block hash of image-hash: %s, %i × %i, %i channels', (drawing, width, height, channels) => {
    const pixels = drawPicture(drawing, width, height, channels);
    expect(hashPicture(pixels).block).toBe(blockHashOf(pixels));
  });

  it('gives the block hash of image-hash where blocks are whole pixels', () => {
    const pixels = drawPicture('shapes', 160, 96, 4);
    expect(hashPicture(pixels).block).toBe(blockHashOf(pixels));
  });
});

/** What `imageHash(file, 16, true)` computes once it has decoded the file to red, green, blue and alpha. */
function blockHashOf({ data, width, height, channels }: Pixels): string {
  const rgba = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i += 1) {
    for (let c = 0; c < 3; c += 1) rgba[4 * i + c] = data[i * channels + (channels === 1 ? 0 : c)]!;
    rgba[4 * i + 3] = channels === 4 ? data[4 * i + 3]! : 255;
  }
  return blockHash({ data: rgba, width, height }, 16, 2);
}
