import type { ImageReport } from '../../../../shared/model/report';
import { formatCount, formatPercent } from '../../../format/number';
import { formatSize } from '../../../format/size';
import type { Fact } from '../../../parts/fact-list';
import { locale, t } from '../../../../shared/words/words';

const megapixels = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 });

/** What kind of picture it is, without what a camera wrote into it. */
export function pictureFacts(report: ImageReport): Fact[] {
  const { width, height, frameCount, frames, bitDepth, density, orientation } = report;
  return [
    [t('Pixels'), sizeInPixels(width, height)],
    [t('Format'), report.format.toUpperCase()],
    [t('Colour'), colourWords(report)],
    [t('Colour profile'), report.colorProfile ?? ''],
    [t('Bit depth'), bitDepth === undefined ? '' : t('{bitDepth} bits a channel', { bitDepth })],
    [t('Size'), formatSize(report.sizeBytes)],
    [t('Frames'), frameCount > 1 ? frameWords(frameCount, frames) : ''],
    [t('Density'), density === undefined ? '' : t('{density} dpi', { density: formatCount(density) })],
    [t('Orientation'), orientation === undefined || orientation === 1 ? '' : t('EXIF {orientation}, applied', { orientation })],
  ];
}

/** What its pixels hold. */
export function contentFacts({ edgeDensity, cornerCount, colorStats, dominantColors }: NonNullable<ImageReport['content']>): Fact[] {
  const three = (values: readonly number[]): string => values.map((value) => formatCount(value)).join(', ');
  return [
    [t('Edges'), t('{edgeDensity} of the pixels', { edgeDensity: formatPercent(edgeDensity) })],
    [t('Corners'), cornerCount >= 1000 ? t('{count, number} or more', { count: 1000 }) : formatCount(cornerCount)],
    [t('Most frequent red, green, blue'), three([dominantColors.red, dominantColors.green, dominantColors.blue])],
    [t('Mean'), three(colorStats.mean)],
    [t('Spread'), three(colorStats.std)],
  ];
}

function sizeInPixels(width: number, height: number): string {
  const size = `${formatCount(width)} × ${formatCount(height)}`;
  const pixels = width * height;
  return pixels >= 500_000 ? t('{size} ({megapixels} megapixels)', { size, megapixels: megapixels.format(pixels / 1e6) }) : size;
}

function colourWords({ colorSpace, channels, hasAlpha }: ImageReport): string {
  return hasAlpha
    ? t('{colorSpace}, {channels, plural, one {# channel} other {# channels}}, transparent', { colorSpace, channels })
    : t('{colorSpace}, {channels, plural, one {# channel} other {# channels}}', { colorSpace, channels });
}

function frameWords(frameCount: number, frames: ImageReport['frames']): string {
  if (frames === 'animation') return t('{frameCount, number} frames, animated; the first one is measured', { frameCount });
  if (frames === 'pages') return t('{frameCount, number} pages; the first one is measured', { frameCount });
  return t('{frameCount, number} frames; the first one is measured', { frameCount });
}
