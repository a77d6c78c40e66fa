import type { TransformRecipe } from '../../../shared/model/transform';

export type WrittenFormat = Exclude<TransformRecipe['format'], 'same'>;

/** What is not written becomes what comes nearest, as the transformer has it: photographs JPEG, drawings PNG. */
const NEAREST: Readonly<Record<string, WrittenFormat>> = {
  'image/jpeg': 'jpeg',
  'image/heic': 'jpeg',
  'image/heif': 'jpeg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/tiff': 'tiff',
};

/** The format that a copy of a picture of this type gets. */
export function writtenFormat(mime: string | null, wanted: TransformRecipe['format']): WrittenFormat {
  return wanted === 'same' ? (NEAREST[mime ?? ''] ?? 'png') : wanted;
}
