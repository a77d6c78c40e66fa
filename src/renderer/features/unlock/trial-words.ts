import { displayName } from '../../../shared/model/display-name';
import { middleEllipsis } from '../../format/middle-ellipsis';
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
  const shown = name === null ? null : middleEllipsis(displayName(name), 40);
  if (total === 0) return t('The password is known now');
  if (opened === null) return t('The password is tried on {total, plural, one {# file} other {# files}}', { total });
  if (total === 1 && shown === null) return opened === 1 ? t('The file was opened') : t('The password does not open the file');
  if (total === 1 && shown !== null) return opened === 1 ? t('{name} was opened', { name: shown }) : t('The password does not open {name}', { name: shown });
  if (opened === total) return t('Opened all {total, number} files', { total });
  if (opened === 0) return t('The password opens none of the {total, number} files', { total });
  return t('Opened {opened, number} of {total, plural, one {# file} other {# files}}', { opened, total });
}

export function tellTrial(told: Told, name: string | null): void {
  tell(trialWords(told, name));
}
