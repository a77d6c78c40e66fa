import type { Artifact, PageToRecognise } from '../../shared/contract/worker-api';
import type { ImageReport } from '../../shared/model/report';
import { CannotRead } from '../kit/cannot-read';
import { throwIfCancelled, type OpenFile } from '../kit/open-file';
import type { Context, Reading, Recognised } from '../kit/processor';
import { checkSvg, checkSvgWork } from './check-svg';
import { drawThumbnail, drawThumbnailOf } from './draw-thumbnail';
import { withFewFrames } from './few-frames';
import { hashPicture } from './hashes/hash-picture';
import { hasPages } from './has-pages';
import { checkDimensions, MAX_FILE_BYTES } from './image-limits';
import { measurePicture } from './measure/measure-picture';
import { isDrawnFromFile, pictureOfBytes } from './open-picture';
import { decodePixels, isDecodedUpright } from './pixels/decode-pixels';
import type { Pixels } from './pixels/pixels';
import { leaveRoom } from './pixels/spare-room';
import { reachesEnd } from './reaches-end';
import { readProperties, type Properties } from './read-properties';
import { signPicture } from './signature/sign-picture';
import { t } from '../../shared/words/words';

/** Pages of a scan that OCR reads. */
const MAX_PAGES = 1_000;
/** Pixels of a side: on less there is no letter. */
const LEAST_SIDE_OF_TEXT = 8;
/** Of sharpness, in reports; whoever sets another one compares anew. */
const BLUR_THRESHOLD = 100;

const READABLE = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/gif',
  'image/webp',
  'image/tiff',
  'image/avif',
  'image/heic',
  'image/heif',
  'image/bmp',
  'image/svg+xml',
]);

/**
 * Properties, measures, hashes and a thumbnail, all from pixels that are decoded once. A file that is cut off or has
 * faults in its data fails with `file.damaged`. Also throws `file.tooLarge`, `file.tooComplex`, `file.invalid`.
 */
export async function readImage(file: OpenFile, { mime }: Recognised, context: Context): Promise<Reading> {
  if (!READABLE.has(mime)) throw new CannotRead(t('Pictures of this kind can\'t be shown yet.'));
  const stored = await file.readAll(MAX_FILE_BYTES, context.signal);
  const drawing = mime === 'image/svg+xml' ? checkSvg(stored) : null;
  const { bytes, frameCount } = withFewFrames(drawing?.bytes ?? stored, mime);
  const warnings: string[] = drawing?.warnings ?? [];
  const properties = await readProperties(bytes, mime, { sizeBytes: stored.length, frameCount });
  const { report } = properties;
  checkDimensions(report.width, report.height);
  if (drawing) checkSvgWork(drawing.work, report.width, report.height);
  throwIfCancelled(context.signal);
  const pixels = await decodePixels(bytes, mime).catch(unlessUnknown);
  if (!(pixels instanceof CannotRead)) {
    if (!reachesEnd(bytes, mime)) warnings.push(t('The end of the file is missing. Its first picture is whole.'));
    const reading = await readPixels({ bytes, mime, pixels, properties, warnings }, context);
    leaveRoom(pixels.data);
    return reading;
  }
  return { report, text: '', warnings: [...warnings, pixels.message], artifacts: [] };
}

interface Decoded {
  readonly bytes: Buffer;
  readonly mime: string;
  readonly pixels: Pixels;
  readonly properties: Properties;
  readonly warnings: string[];
}

async function readPixels(decoded: Decoded, context: Context): Promise<Reading> {
  const { mime, pixels, properties } = decoded;
  if (context.onlyHashes) return { report: { ...properties.report, hashes: hashPicture(pixels) }, text: '', warnings: decoded.warnings, artifacts: [] };
  const orientation = isDecodedUpright(mime) ? 1 : (properties.report.orientation ?? 1);
  const { quality, content } = measurePicture(pixels, orientation, BLUR_THRESHOLD);
  throwIfCancelled(context.signal);
  const hashes = hashPicture(pixels);
  const signature = signPicture(pixels, orientation);
  throwIfCancelled(context.signal);
  const faces = context.withFaces ? await facesIn(pixels, orientation, context.signal) : {};
  const report: ImageReport = { ...properties.report, quality, content: { ...content, ...faces }, hashes };
  return {
    report,
    text: '',
    warnings: decoded.warnings,
    artifacts: [await thumbnailOf(decoded, orientation, context)],
    pagesToRecognise: pagesOf(report, mime),
    ...(signature ? { pictureSignature: Buffer.from(signature).toString('base64') } : {}),
  };
}

async function facesIn(pixels: Pixels, orientation: number, signal: AbortSignal): Promise<Pick<NonNullable<ImageReport['content']>, 'faces' | 'faceCount'>> {
  const { findFaces } = await import('./faces/find-faces');
  const faces = await findFaces(pixels, orientation, signal);
  return { faces, faceCount: faces.length };
}

/** Where colours must be converted, the profile in the file is needed; and a drawing is drawn afresh. */
function thumbnailOf({ bytes, mime, pixels, properties }: Decoded, orientation: number, context: Context): Promise<Artifact> {
  const isFromFile = mime === 'image/svg+xml' || (properties.hasForeignProfile && isDrawnFromFile(mime));
  return isFromFile ? drawThumbnailOf(pictureOfBytes(bytes), context) : drawThumbnail(pixels, orientation, context);
}

/** A picture may be one of text; whether it is, OCR finds out where it is wanted. */
function pagesOf({ frameCount, width, height }: ImageReport, mime: string): PageToRecognise[] {
  if (Math.min(width, height) < LEAST_SIDE_OF_TEXT) return [];
  const count = hasPages(mime) ? Math.min(frameCount, MAX_PAGES) : 1;
  return Array.from({ length: count }, (_, index) => ({ page: index + 1, reason: 'picture' }));
}

function unlessUnknown(thrown: unknown): CannotRead {
  if (thrown instanceof CannotRead) return thrown;
  throw thrown;
}
