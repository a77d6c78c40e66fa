import type { ArchiveRun } from '../../../../shared/model/archive';
import { displayName } from '../../../../shared/model/display-name';
import { middleEllipsis } from '../../../format/middle-ellipsis';
import { formatSize } from '../../../format/size';
import { formatRatio, ratioOf } from '../ratio-words';
import { t } from '../../../../shared/words/words';

const LONGEST_NAME = 40;

/** By act, of the archive with this name. */
type Said = Readonly<Record<ArchiveRun['act'], (name: string) => string>>;

const BEGUN: Said = {
  extract: (name) => t('Extracting {name}', { name }),
  create: (name) => t('Making {name}', { name }),
  verify: (name) => t('Verifying {name}', { name }),
};
const STOPPED: Said = {
  extract: (name) => t('{name}: Extracting was cancelled; nothing was left behind', { name }),
  create: (name) => t('{name}: Making it was cancelled; nothing was left behind', { name }),
  verify: (name) => t('{name}: Verifying was cancelled', { name }),
};
const FAILED: Said = {
  extract: (name) => t('{name} could not be extracted', { name }),
  create: (name) => t('{name} could not be made', { name }),
  verify: (name) => t('{name} is not whole', { name }),
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
  if (state === 'running') return [BEGUN[act](name), run.label].filter((part) => part !== '').join(' · ');
  if (state === 'cancelled') return STOPPED[act](name);
  if (state === 'failed') return error ? `${FAILED[act](name)}: ${error.message}` : FAILED[act](name);
  switch (act) {
    case 'extract':
      return t('{files, plural, one {# file} other {# files}} extracted from {name}, {bytes}', { files, name, bytes: formatSize(bytes) });
    case 'create': {
      const ratio = formatRatio(ratioOf(bytes, asked?.bytes ?? null));
      const sizes = asked === null || ratio === '' ? formatSize(bytes) : `${formatSize(asked.bytes)} → ${formatSize(bytes)}, ${ratio}`;
      const made = run.isVerified
        ? t('{name} made and verified: {files, plural, one {# file} other {# files}}, {sizes}', { name, files, sizes })
        : t('{name} made: {files, plural, one {# file} other {# files}}, {sizes}', { name, files, sizes });
      return asked?.removesOriginals ? t('{made}; the originals are in the vault', { made }) : made;
    }
    case 'verify':
      return run.refusedCount === 0
        ? t('{name} is whole: {files, plural, one {# file} other {# files}} read to the end, {bytes}', { name, files, bytes: formatSize(bytes) })
        : t('{name}: {refusedCount, plural, one {# file is} other {# files are}} not whole', { name, refusedCount: run.refusedCount });
  }
}

/** What was left out of it; '' when nothing was. */
export function refusedWords({ act, refusedCount }: ArchiveRun): string {
  if (refusedCount === 0) return '';
  if (act === 'verify') return t('{count, number} damaged', { count: refusedCount });
  return act === 'create' ? t('{count, number} left out', { count: refusedCount }) : t('{count, number} refused', { count: refusedCount });
}
