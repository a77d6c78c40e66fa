import type { z } from 'zod';
import type { imageContentSchema, imageQualitySchema } from '../../../shared/model/report';
import type { Pixels } from '../pixels/pixels';
import { countCorners } from './count-corners';
import { estimateGrain } from './estimate-grain';
import { pickPalette } from './pick-palette';
import { scanPicture } from './scan-picture';
import { uprightView } from './upright-view';
import { inSteps, momentsOf, mostFrequent } from './value-counts';

export type ImageQuality = z.infer<typeof imageQualitySchema>;
export type ImageContent = z.infer<typeof imageContentSchema>;

/**
 * What OpenCV 4 tells about a picture.
 *
 * @param pixels as stored in the file; what is transparent counts with the colour it has
 * @param orientation EXIF's, 1–8: the picture is measured as shown
 * @param blurThreshold a picture whose sharpness is below counts as blurry
 */
export function measurePicture(pixels: Pixels, orientation: number, blurThreshold: number): { quality: ImageQuality; content: ImageContent } {
  const { counts, laplacian, edgePixels, corners } = scanPicture(pixels, orientation);
  const count = pixels.width * pixels.height;
  const cornerCount = countCorners(corners, uprightView(pixels, orientation));
  corners.leave();
  const sharpness = Math.max(laplacian.squares / count - (laplacian.sum / count) ** 2, 0);
  const { mean: brightness, std: contrast } = momentsOf(counts.grey);
  const [red, green, blue] = [momentsOf(counts.red), momentsOf(counts.green), momentsOf(counts.blue)];
  const [redSteps, greenSteps, blueSteps, greySteps] = inSteps([counts.red, counts.green, counts.blue, counts.grey]) as [number[], number[], number[], number[]];
  return {
    quality: { sharpness, isBlurry: sharpness < blurThreshold, blurThreshold, brightness, contrast, noise: Math.sqrt(sharpness), grain: estimateGrain(pixels) },
    content: {
      dominantColors: { red: mostFrequent(counts.red), green: mostFrequent(counts.green), blue: mostFrequent(counts.blue) },
      colorStats: { mean: [red.mean, green.mean, blue.mean], std: [red.std, green.std, blue.std] },
      edgeDensity: edgePixels / count,
      cornerCount,
      histogram: { red: redSteps, green: greenSteps, blue: blueSteps, grey: greySteps },
      palette: pickPalette(pixels),
    },
  };
}
