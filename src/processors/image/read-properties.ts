import type { ImageReport } from '../../shared/model/report';
import { CannotRead } from '../kit/cannot-read';
import { countApngFrames } from './count-apng-frames';
import { toImageError } from './decode-failure';
import { hasPages } from './has-pages';
import { loadSharp } from './load-sharp';
import { readBmpHeader, type BmpHeader } from './pixels/bmp-header';
import { readPlainJpeg, type Header } from './plain-jpeg';
import { readExif } from './read-exif';
import { readProfileName } from './read-profile-name';
import { t } from '../../shared/words/words';

export interface Properties {
  /** Without what is measured. */
  readonly report: ImageReport;
  /** Whether its colours look right only after a conversion to sRGB. */
  readonly hasForeignProfile: boolean;
}

/** Names of profiles that are sRGB; "c2" is the smallest, used on the web. */
const SRGB = /sRGB|^c2(?:ci)?$/i;
const BITS_OF_DEPTH: Record<string, number> = { ushort: 16, short: 16, uint: 32, int: 32, float: 32, double: 64 };

export interface KnownOfFile {
  readonly sizeBytes?: number;
  readonly frameCount?: number;
}

/** What the headers of a picture say; where not all of its file is in `bytes`, `known` says the rest. Throws `file.damaged`, and CannotRead for a BMP of an unknown kind. */
export async function readProperties(bytes: Buffer, mime: string, known: KnownOfFile = {}): Promise<Properties> {
  const { sizeBytes = bytes.length } = known;
  if (mime === 'image/bmp') {
    const header = readBmpHeader(bytes);
    if (!header) throw new CannotRead(t('Pictures of this kind can\'t be shown.'));
    if (header.width < 1 || header.height < 1) throw toImageError(new Error(`a BMP of ${header.width} × ${header.height} pixels`));
    return { report: ofBmp(header, sizeBytes), hasForeignProfile: false };
  }
  const metadata = (mime === 'image/jpeg' ? readPlainJpeg(bytes) : null) ?? (await readMetadata(bytes));
  const profile = metadata.icc ? readProfileName(metadata.icc) : null;
  const exif = metadata.exif ? exifOf(metadata.exif) : null;
  const frameCount = known.frameCount ?? (mime === 'image/png' || mime === 'image/apng' ? countApngFrames(bytes) : (metadata.pages ?? 1));
  const bitDepth = depthOf(metadata);
  const report: ImageReport = {
    kind: 'image',
    width: metadata.autoOrient.width,
    height: metadata.autoOrient.height,
    channels: metadata.channels,
    format: metadata.format === 'heif' && metadata.compression === 'av1' ? 'avif' : metadata.format,
    colorSpace: metadata.space,
    sizeBytes,
    hasAlpha: metadata.hasAlpha,
    frameCount,
    ...(frameCount > 1 ? { frames: hasPages(mime) || metadata.format === 'heif' ? ('pages' as const) : ('animation' as const) } : {}),
    ...(bitDepth === 8 ? {} : { bitDepth }),
    ...(profile === null ? {} : { colorProfile: profile }),
    ...(metadata.orientation === undefined ? {} : { orientation: metadata.orientation }),
    ...(metadata.density === undefined ? {} : { density: metadata.density }),
    ...(exif && Object.keys(exif).length > 0 ? { exif } : {}),
  };
  return { report, hasForeignProfile: metadata.icc !== undefined && !(profile !== null && SRGB.test(profile)) };
}

async function readMetadata(bytes: Buffer): Promise<Header> {
  try {
    return await loadSharp()(bytes, { limitInputPixels: false }).metadata();
  } catch (thrown) {
    throw toImageError(thrown);
  }
}

/** Bits of a channel; those of a palette's indices say nothing of its colours. */
function depthOf({ bitsPerSample, depth, isPalette }: Header): number {
  if (isPalette) return 8;
  return bitsPerSample ?? BITS_OF_DEPTH[depth] ?? 8;
}

/** Broken EXIF spoils nothing else. */
function exifOf(block: Buffer): ImageReport['exif'] | null {
  try {
    return readExif(block);
  } catch {
    return null;
  }
}

function ofBmp({ width, height, masks, density }: BmpHeader, sizeBytes: number): ImageReport {
  const hasAlpha = masks[3] !== 0;
  return {
    kind: 'image',
    width,
    height,
    channels: hasAlpha ? 4 : 3,
    format: 'bmp',
    colorSpace: 'srgb',
    sizeBytes,
    hasAlpha,
    frameCount: 1,
    ...(density === null ? {} : { density }),
  };
}
