import type { Metadata } from 'sharp';
import type { PageToRecognise } from '../../shared/contract/worker-api';
import type { ImageReport } from '../../shared/model/report';
import { CannotRead } from '../kit/cannot-read';
import { loadSharp, type Sharp } from './load-sharp';
import type { OpenFile } from '../kit/open-file';
import type { Context, Reading, Recognised } from '../kit/processor';
import { readBmpHeader } from './bmp-header';
import { checkSvg } from './check-svg';
import { toImageError } from './decode-failure';
import { checkDimensions, MAX_FILE_BYTES } from './image-limits';
import { hasPages } from './open-picture';
import { readExif } from './read-exif';
import { drawScaled } from './draw-scaled';

/** Longer side of a thumbnail, pixels. */
const THUMBNAIL_SIDE = 320;
/** Pages of a scan that OCR reads. */
const MAX_PAGES = 1_000;
const NOT_SHOWN = "Pictures of this kind can't be shown yet.";

const DECODABLE = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/gif',
  'image/webp',
  'image/tiff',
  'image/avif',
  'image/svg+xml',
]);
/** Kinds whose properties can be read although their pixels can't. */
const PROPERTIES_ONLY = new Set(['image/heic', 'image/heif']);

/**
 * Properties and a thumbnail. Making the thumbnail decodes all of the (first) picture, so a file that is cut off fails
 * with `file.damaged`. Also throws `file.tooLarge`, `file.tooComplex`, `file.invalid`.
 */
export async function readImage(file: OpenFile, { mime }: Recognised, context: Context): Promise<Reading> {
  if (mime === 'image/bmp') return readBmp(file);
  if (!DECODABLE.has(mime) && !PROPERTIES_ONLY.has(mime)) throw new CannotRead(NOT_SHOWN);
  const bytes = await file.readAll(MAX_FILE_BYTES, context.signal);
  if (mime === 'image/svg+xml') checkSvg(bytes);
  const sharp = loadSharp();
  const metadata = await readMetadata(sharp, bytes);
  const report = toReport(metadata, bytes.length);
  checkDimensions(report.width, report.height);
  if (PROPERTIES_ONLY.has(mime)) return { report, text: '', warnings: [NOT_SHOWN], artifacts: [] };
  const maxSize = { width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE };
  const thumbnail = await drawScaled(bytes, maxSize, 'thumbnail', context);
  return { report, text: '', warnings: [], artifacts: [thumbnail], pagesToRecognise: pagesOf(report, mime) };
}

/** A picture may be one of text; whether it is, OCR finds out where it is wanted. */
function pagesOf({ frameCount }: ImageReport, mime: string): PageToRecognise[] {
  const count = hasPages(mime) ? Math.min(frameCount, MAX_PAGES) : 1;
  return Array.from({ length: count }, (_, index) => ({ page: index + 1, reason: 'picture' }));
}

async function readBmp(file: OpenFile): Promise<Reading> {
  const report = readBmpHeader(await file.readRange(0, 64), file.size);
  if (!report) throw new CannotRead(NOT_SHOWN);
  return { report, text: '', warnings: [NOT_SHOWN], artifacts: [] };
}

async function readMetadata(sharp: Sharp, bytes: Buffer): Promise<Metadata> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch (thrown) {
    throw toImageError(thrown);
  }
}

function toReport(metadata: Metadata, sizeBytes: number): ImageReport {
  const exif = metadata.exif ? exifOf(metadata.exif) : null;
  return {
    kind: 'image',
    width: metadata.autoOrient.width,
    height: metadata.autoOrient.height,
    channels: metadata.channels,
    format: metadata.format === 'heif' && metadata.compression === 'av1' ? 'avif' : metadata.format,
    colorSpace: metadata.space,
    sizeBytes,
    hasAlpha: metadata.hasAlpha,
    frameCount: metadata.pages ?? 1,
    ...(metadata.orientation === undefined ? {} : { orientation: metadata.orientation }),
    ...(metadata.density === undefined ? {} : { density: metadata.density }),
    ...(exif && Object.keys(exif).length > 0 ? { exif } : {}),
  };
}

/** Broken EXIF spoils nothing else. */
function exifOf(block: Buffer): ImageReport['exif'] | null {
  try {
    return readExif(block);
  } catch {
    return null;
  }
}
