import { formatBytes } from '../../../shared/model/format-bytes';
import type { ArchiveEntry, EntryWarning, UnpackLimits } from '../../../shared/model/archive';
import { t } from '../../../shared/words/words';

/** How many bytes may be written, and what is said when there would be more. */
export interface Allowance {
  readonly maxBytes: number;
  readonly beyond: EntryWarning;
}

/** Of one entry: the limit for entries, or the multiple of its packed size where the archive tells it. */
export function entryAllowance({ compressedSize }: Pick<ArchiveEntry, 'compressedSize'>, limits: UnpackLimits): Allowance {
  const { entryBytes, ratio, ratioFromBytes } = limits;
  const { beyondRatio, beyondSize } = sentencesOf(limits);
  const byRatio = compressedSize === null ? Infinity : Math.max(ratioFromBytes, ratio * compressedSize);
  return byRatio < entryBytes ? { maxBytes: byRatio, beyond: beyondRatio } : { maxBytes: entryBytes, beyond: beyondSize };
}

interface Sentences {
  readonly beyondRatio: EntryWarning;
  readonly beyondSize: EntryWarning;
}
/** The same for all entries, of which there may be very many. */
const sentences = new WeakMap<UnpackLimits, Sentences>();

function sentencesOf(limits: UnpackLimits): Sentences {
  const known = sentences.get(limits);
  if (known) return known;
  const { entryBytes, ratio } = limits;
  const made: Sentences = {
    beyondRatio: { code: 'ratio', message: t('It unpacks to more than {ratio} times its packed size, as archives do that are made to fill a disk.', { ratio }) },
    beyondSize: { code: 'tooLarge', message: t('It is larger than {entryBytes}, the limit for one file of an archive.', { entryBytes: formatBytes(entryBytes) }) },
  };
  sentences.set(limits, made);
  return made;
}

/** Of all entries together. */
export function totalAllowance(archiveBytes: number, { totalBytes, ratio, ratioFromBytes }: UnpackLimits): Allowance {
  const byRatio = Math.max(ratioFromBytes, ratio * archiveBytes);
  if (byRatio < totalBytes) {
    return {
      maxBytes: byRatio,
      beyond: { code: 'ratio', message: t('With it the archive would unpack to more than {ratio} times its size, as archives do that are made to fill a disk.', { ratio }) },
    };
  }
  return { maxBytes: totalBytes, beyond: { code: 'tooLarge', message: t('With it more than {totalBytes} would be written, the limit for one archive.', { totalBytes: formatBytes(totalBytes) }) } };
}
