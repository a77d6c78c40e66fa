import { displayName } from '../../../shared/model/display-name';
import { middleEllipsis } from '../../format/middle-ellipsis';
import { formatCount } from '../../format/number';
import { tell } from '../../state/toast-store';
import { t } from '../../../shared/words/words';

interface Told {
  readonly total: number;
  /** Null while it is not known. */
  readonly opened: number | null;
  readonly locked: readonly number[];
}

/** What came of a password: "Opened 3 of 4 files". */
export function trialWords({ total, opened }: Told, name: string | null): string {
  const who = name === null ? null : middleEllipsis(displayName(name), 40);
  if (total === 0) return t('The password is known now');
  if (opened === null) return t('The password is tried on {total, plural, one {# file} other {# files}}', { total });
  if (total === 1) return opened === 1 ? t('{who} was opened', { who: who ?? t('The file') }) : t('The password does not open {who}', { who: who ?? t('the file') });
  if (opened === total) return t('Opened all {total} files', { total: formatCount(total) });
  if (opened === 0) return t('The password opens none of the {total} files', { total: formatCount(total) });
  return t('Opened {opened} of {total, plural, one {# file} other {# files}}', { opened: formatCount(opened), total });
}

export function tellTrial(told: Told, name: string | null): void {
  tell(trialWords(told, name));
}
