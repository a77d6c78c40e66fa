import type { OriginalAction } from '../action';
import { mustBeThere } from './judged-version';
import { t } from '../../../shared/words/words';

/** The original goes to the system's trash, or into Filemill's vault. */
export const trashAction: OriginalAction<'trash'> = {
  kind: 'original',
  name: 'trash',
  needs: () => [],
  check: () => undefined,
  plan: ({ to }, { file }) => {
    mustBeThere(file);
    return { sentence: to === 'vault' ? t('Put it into Filemill’s vault') : t('Put it into the trash'), target: null, isDestructive: true };
  },
  redirect: ({ to }) => ({ kind: 'trash', to }),
};
