import { formatBytes } from '../../../shared/model/format-bytes';
import type { ArchiveEntry, EntryWarning, UnpackLimits } from '../../../shared/model/archive';

/** How many bytes may be written, and what is said when there would be more. */
export interface Allowance {
  readonly maxBytes: number;
  readonly beyond: EntryWarning;
}

/** Of one entry: the limit for entries, or the multiple of its packed size where the archive tells it. */
export function entryAllowance({ compressedSize }: Pick<ArchiveEntry, 'compressedSize'>, { entryBytes, ratio, ratioFromBytes }: UnpackLimits): Allowance {
  const byRatio = compressedSize === null ? Infinity : Math.max(ratioFromBytes, ratio * compressedSize);
  if (byRatio < entryBytes) {
    return {
      maxBytes: byRatio,
      beyond: { code: 'ratio', message: `It unpacks to more than ${ratio} times its packed size, as archives do that are made to fill a disk.` },
    };
  }
  return { maxBytes: entryBytes, beyond: { code: 'tooLarge', message: `It is larger than ${formatBytes(entryBytes)}, the limit for one file of an archive.` } };
}

/** Of all entries together. */
export function totalAllowance(archiveBytes: number, { totalBytes, ratio, ratioFromBytes }: UnpackLimits): Allowance {
  const byRatio = Math.max(ratioFromBytes, ratio * archiveBytes);
  if (byRatio < totalBytes) {
    return {
      maxBytes: byRatio,
      beyond: { code: 'ratio', message: `With it the archive would unpack to more than ${ratio} times its size, as archives do that are made to fill a disk.` },
    };
  }
  return { maxBytes: totalBytes, beyond: { code: 'tooLarge', message: `With it more than ${formatBytes(totalBytes)} would be written, the limit for one archive.` } };
}
