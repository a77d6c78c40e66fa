import { FilemillError } from '../../shared/errors/filemill-error';
import { t } from '../../shared/words/words';

const MB = 1024 * 1024;
/** Up to here one request is simpler than three. */
const SINGLE_BYTES = 16 * MB;
const PART_BYTES = 16 * MB;
const MAX_PART_BYTES = 5 * 1024 * MB;
/** Swift takes a thousand by default, AWS ten thousand. */
const MAX_PARTS = 1_000;
/** Amazon S3 user guide, "Multipart upload limits". */
const MAX_BYTES = 5 * 1024 * 1024 * MB;

export interface PartRange {
  /** From 1 on. */
  number: number;
  from: number;
  /** Behind its last byte. */
  to: number;
}

/** Size of the parts in which a file of `size` bytes goes; null for all in one. The same for every file of that size. */
export function partBytesFor(size: number): number | null {
  if (size > MAX_BYTES) throw new FilemillError('file.tooLarge', t('S3 takes objects of 5 TiB at most.'), { hint: t('Split the file.') });
  if (size <= SINGLE_BYTES) return null;
  const least = Math.ceil(size / MAX_PARTS / MB) * MB;
  return Math.min(MAX_PART_BYTES, Math.max(PART_BYTES, least));
}

/** The parts of a file, in order. */
export function partRanges(size: number, partBytes: number): PartRange[] {
  return Array.from({ length: Math.max(1, Math.ceil(size / partBytes)) }, (_, index) => ({
    number: index + 1,
    from: index * partBytes,
    to: Math.min(size, (index + 1) * partBytes),
  }));
}
