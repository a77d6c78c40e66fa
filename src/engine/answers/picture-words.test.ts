import { describe, expect, it } from 'vitest';
import type { ImageReport } from '../../shared/model/report';
import { pictureWords } from './picture-words';

const report = (own: Partial<ImageReport>): ImageReport => ({
  kind: 'image', width: 800, height: 600, channels: 3, format: 'jpeg', colorSpace: 'srgb', sizeBytes: 9, hasAlpha: false, frameCount: 1, ...own,
});

describe('pictureWords', () => {
  it.each([
    [{}, 'It is a JPEG picture of 800 × 600 pixels.'],
    [{ format: 'svg', width: 1, height: 12_000 }, 'It is an SVG picture of 1 × 12,000 pixels.'],
    [{ format: 'avif' }, 'It is an AVIF picture of 800 × 600 pixels.'],
    [{ colorSpace: 'cmyk', channels: 4 }, 'It is a JPEG picture of 800 × 600 pixels in CMYK.'],
    [{ format: 'png', bitDepth: 16 }, 'It is a PNG picture of 800 × 600 pixels with 16 bits a channel.'],
    [{ format: 'tiff', bitDepth: 1 }, 'It is a TIFF picture of 800 × 600 pixels with 1 bit a channel.'],
    [{ format: 'gif', frameCount: 5_000, frames: 'animation' as const }, 'It is a GIF picture of 800 × 600 pixels. It has 5,000 frames and moves; the first one is measured.'],
    [{ format: 'tiff', frameCount: 3, frames: 'pages' as const }, 'It is a TIFF picture of 800 × 600 pixels. It has 3 pages; the first one is measured.'],
  ])('of %j', (own, words) => {
    expect(pictureWords(report(own))).toBe(words);
  });
});
