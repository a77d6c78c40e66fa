import type { ImageReport } from '../../../../shared/model/report';
import { countOf, formatCount, formatPercent } from '../../../format/number';
import { formatSize } from '../../../format/size';
import type { Fact } from '../../../parts/fact-list';

const FRAMES = { animation: 'frames, animated', pages: 'pages' } as const;
const megapixels = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** What kind of picture it is, without what a camera wrote into it. */
export function pictureFacts(report: ImageReport): Fact[] {
  const { width, height, frameCount, frames, bitDepth, density, orientation } = report;
  return [
    ['Pixels', `${formatCount(width)} × ${formatCount(height)}${sizeInMegapixels(width * height)}`],
    ['Format', report.format.toUpperCase()],
    ['Colour', `${report.colorSpace}, ${countOf(report.channels, 'channel')}${report.hasAlpha ? ', transparent' : ''}`],
    ['Colour profile', report.colorProfile ?? ''],
    ['Bit depth', bitDepth === undefined ? '' : `${bitDepth} bits a channel`],
    ['Size', formatSize(report.sizeBytes)],
    ['Frames', frameCount > 1 ? `${formatCount(frameCount)} ${frames ? FRAMES[frames] : 'frames'}; the first one is measured` : ''],
    ['Density', density === undefined ? '' : `${formatCount(density)} dpi`],
    ['Orientation', orientation === undefined || orientation === 1 ? '' : `EXIF ${orientation}, applied`],
  ];
}

/** What its pixels hold. */
export function contentFacts({ edgeDensity, cornerCount, colorStats, dominantColors }: NonNullable<ImageReport['content']>): Fact[] {
  const three = (values: readonly number[]): string => values.map((value) => formatCount(value)).join(', ');
  return [
    ['Edges', `${formatPercent(edgeDensity)} of the pixels`],
    ['Corners', cornerCount >= 1000 ? '1,000 or more' : formatCount(cornerCount)],
    ['Most frequent red, green, blue', three([dominantColors.red, dominantColors.green, dominantColors.blue])],
    ['Mean', three(colorStats.mean)],
    ['Spread', three(colorStats.std)],
  ];
}

function sizeInMegapixels(pixels: number): string {
  return pixels >= 500_000 ? ` (${megapixels.format(pixels / 1e6)} megapixels)` : '';
}
