import type { TransformRecipe } from './transform';

/** A format in which pictures are written. */
export type WrittenFormat = Exclude<TransformRecipe['format'], 'same'>;

/** What is not written becomes what comes nearest: photographs JPEG, all else PNG. */
const NEAREST: Readonly<Record<string, WrittenFormat>> = {
  'image/jpeg': 'jpeg',
  'image/heic': 'jpeg',
  'image/heif': 'jpeg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/tiff': 'tiff',
};

/** The format that a changed copy of a picture of this type gets. */
export function writtenFormat(mime: string | null, wanted: TransformRecipe['format']): WrittenFormat {
  if (wanted !== 'same') return wanted;
  return mime !== null && Object.hasOwn(NEAREST, mime) ? (NEAREST[mime] ?? 'png') : 'png';
}
