import type { ArchiveRun } from '../../../../shared/model/archive';
import { displayName } from '../../../../shared/model/display-name';
import { middleEllipsis } from '../../../format/middle-ellipsis';
import { countOf, formatCount } from '../../../format/number';
import { formatSize } from '../../../format/size';
import { formatRatio, ratioOf } from '../ratio-words';

const LONGEST_NAME = 40;

const STOPPED: Readonly<Record<ArchiveRun['act'], string>> = {
  extract: 'Extracting was cancelled; nothing was left behind',
  create: 'Making it was cancelled; nothing was left behind',
  verify: 'Verifying was cancelled',
};
const BEGUN: Readonly<Record<ArchiveRun['act'], string>> = { extract: 'Extracting', create: 'Making', verify: 'Verifying' };
const FAILED: Readonly<Record<ArchiveRun['act'], string>> = {
  extract: 'could not be extracted',
  create: 'could not be made',
  verify: 'is not whole',
};

/** What was asked for when an archive was made in this window. */
export interface Asked {
  /** What went in. */
  readonly bytes: number;
  /** The originals go to the vault afterwards. */
  readonly removesOriginals: boolean;
}

/** What came of it in one line; `asked` where that is known. */
export function runWords(run: ArchiveRun, asked: Asked | null = null): string {
  const { act, state, files, bytes, error } = run;
  const name = middleEllipsis(displayName(run.name), LONGEST_NAME);
  if (state === 'running') return `${BEGUN[act]} ${name}${run.label === '' ? '' : ` · ${run.label}`}`;
  if (state === 'cancelled') return `${name}: ${STOPPED[act]}`;
  if (state === 'failed') return error ? `${name} ${FAILED[act]}: ${error.message}` : `${name} ${FAILED[act]}`;
  switch (act) {
    case 'extract':
      return `${countOf(files, 'file')} extracted from ${name}, ${formatSize(bytes)}`;
    case 'create': {
      const ratio = formatRatio(ratioOf(bytes, asked?.bytes ?? null));
      const sizes = asked === null || ratio === '' ? formatSize(bytes) : `${formatSize(asked.bytes)} → ${formatSize(bytes)}, ${ratio}`;
      return `${name} ${run.isVerified ? 'made and verified' : 'made'}: ${countOf(files, 'file')}, ${sizes}${asked?.removesOriginals ? '; the originals are in the vault' : ''}`;
    }
    case 'verify':
      return run.refusedCount === 0 ? `${name} is whole: ${countOf(files, 'file')} read to the end, ${formatSize(bytes)}` : `${name}: ${countOf(run.refusedCount, 'file is', 'files are')} not whole`;
  }
}

/** What was left out of it; '' when nothing was. */
export function refusedWords({ act, refusedCount }: ArchiveRun): string {
  if (refusedCount === 0) return '';
  if (act === 'verify') return `${formatCount(refusedCount)} damaged`;
  return act === 'create' ? `${formatCount(refusedCount)} left out` : `${formatCount(refusedCount)} refused`;
}
