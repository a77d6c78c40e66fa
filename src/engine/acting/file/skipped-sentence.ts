import { displayName } from '../../../shared/model/display-name';
import { t } from '../../../shared/words/words';

/** Why nothing was written. */
export const skippedSentence = ({ path, why }: { path: string; why: 'taken' | 'identical' }): string =>
  why === 'identical' ? t('The same file lies at “{path}” already.', { path: displayName(path) }) : t('“{path}” is there already, and stays as it is.', { path: displayName(path) });
