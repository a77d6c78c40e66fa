import type { ImageReport } from '../../../../shared/model/report';
import { formatCount, formatPercent } from '../../../format/number';
import { formatSize } from '../../../format/size';
import type { Fact } from '../../../parts/fact-list';
import { locale, t } from '../../../../shared/words/words';

const FRAMES = { animation: t('frames, animated'), pages: 'pages' } as const;
const megapixels = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 });

/** What kind of picture it is, without what a camera wrote into it. */
export function pictureFacts(report: ImageReport): Fact[] {
  const { width, height, frameCount, frames, bitDepth, density, orientation } = report;
  return [
    [t('Pixels'), `${formatCount(width)} × ${formatCount(height)}${sizeInMegapixels(width * height)}`],
    [t('Format'), report.format.toUpperCase()],
    [t('Colour'), t('{colorSpace}, {channels, plural, one {# channel} other {# channels}}{value}', { colorSpace: report.colorSpace, channels: report.channels, value: report.hasAlpha ? ', transparent' : '' })],
    [t('Colour profile'), report.colorProfile ?? ''],
    [t('Bit depth'), bitDepth === undefined ? '' : t('{bitDepth} bits a channel', { bitDepth })],
    [t('Size'), formatSize(report.sizeBytes)],
    [t('Frames'), frameCount > 1 ? `${formatCount(frameCount)} ${frames ? FRAMES[frames] : 'frames'}; the first one is measured` : ''],
    [t('Density'), density === undefined ? '' : t('{density} dpi', { density: formatCount(density) })],
    [t('Orientation'), orientation === undefined || orientation === 1 ? '' : t('EXIF {orientation}, applied', { orientation })],
  ];
}

/** What its pixels hold. */
export function contentFacts({ edgeDensity, cornerCount, colorStats, dominantColors }: NonNullable<ImageReport['content']>): Fact[] {
  const three = (values: readonly number[]): string => values.map((value) => formatCount(value)).join(', ');
  return [
    [t('Edges'), t('{edgeDensity} of the pixels', { edgeDensity: formatPercent(edgeDensity) })],
    [t('Corners'), cornerCount >= 1000 ? '1,000 or more' : formatCount(cornerCount)],
    [t('Most frequent red, green, blue'), three([dominantColors.red, dominantColors.green, dominantColors.blue])],
    [t('Mean'), three(colorStats.mean)],
    [t('Spread'), three(colorStats.std)],
  ];
}

function sizeInMegapixels(pixels: number): string {
  return pixels >= 500_000 ? t(' ({pixels} megapixels)', { pixels: megapixels.format(pixels / 1e6) }) : '';
}
