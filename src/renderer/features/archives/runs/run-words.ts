import type { ArchiveRun } from '../../../../shared/model/archive';
import { displayName } from '../../../../shared/model/display-name';
import { middleEllipsis } from '../../../format/middle-ellipsis';
import { formatCount } from '../../../format/number';
import { formatSize } from '../../../format/size';
import { formatRatio, ratioOf } from '../ratio-words';
import { t } from '../../../../shared/words/words';

const LONGEST_NAME = 40;

const STOPPED: Readonly<Record<ArchiveRun['act'], string>> = {
  extract: t('Extracting was cancelled; nothing was left behind'),
  create: t('Making it was cancelled; nothing was left behind'),
  verify: t('Verifying was cancelled'),
};
const BEGUN: Readonly<Record<ArchiveRun['act'], string>> = { extract: t('Extracting'), create: t('Making'), verify: t('Verifying') };
const FAILED: Readonly<Record<ArchiveRun['act'], string>> = {
  extract: t('could not be extracted'),
  create: t('could not be made'),
  verify: t('is not whole'),
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
      return t('{files, plural, one {# file} other {# files}} extracted from {name}, {bytes}', { files, name, bytes: formatSize(bytes) });
    case 'create': {
      const ratio = formatRatio(ratioOf(bytes, asked?.bytes ?? null));
      const sizes = asked === null || ratio === '' ? formatSize(bytes) : `${formatSize(asked.bytes)} → ${formatSize(bytes)}, ${ratio}`;
      return t('{name} {value}: {files, plural, one {# file} other {# files}}, {sizes}{value2}', { name, value: run.isVerified ? t('made and verified') : 'made', files, sizes, value2: asked?.removesOriginals ? '; the originals are in the vault' : '' });
    }
    case 'verify':
      return run.refusedCount === 0 ? t('{name} is whole: {files, plural, one {# file} other {# files}} read to the end, {bytes}', { name, files, bytes: formatSize(bytes) }) : t('{name}: {refusedCount, plural, one {# file is} other {# files are}} not whole', { name, refusedCount: run.refusedCount });
  }
}

/** What was left out of it; '' when nothing was. */
export function refusedWords({ act, refusedCount }: ArchiveRun): string {
  if (refusedCount === 0) return '';
  if (act === 'verify') return t('{refusedCount} damaged', { refusedCount: formatCount(refusedCount) });
  return act === 'create' ? t('{refusedCount} left out', { refusedCount: formatCount(refusedCount) }) : t('{refusedCount} refused', { refusedCount: formatCount(refusedCount) });
}
