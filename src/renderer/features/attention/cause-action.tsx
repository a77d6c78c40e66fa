import { Check, KeyRound, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Cause } from '../../../shared/errors/error-table';
import { CAUSE_WORDS } from '../../format/cause-words';
import { Button } from '../../parts/button';
import { retryCause } from '../files/retry-files';
import { useUnlock } from '../unlock/unlock-store';
import { acceptAll } from './accept-all';
import { t } from '../../../shared/words/words';

/** What is done about all files of one cause at once. */
export function CauseAction({ cause }: { cause: Cause }): ReactNode {
  const { title } = CAUSE_WORDS[cause];
  if (cause === 'needsPassword') {
    return (
      <Button icon={KeyRound} data-testid="enter-password" onClick={() => useUnlock.getState().ask({ ids: null, name: null })}>
        {t('Enter password…')}
      </Button>
    );
  }
  if (cause === 'lowConfidence') {
    return (
      <Button icon={Check} aria-label={t('Accept all: {title}', { title })} data-testid="accept-all" onClick={acceptAll}>
        {t('Accept all')}
      </Button>
    );
  }
  return (
    <Button icon={RotateCw} aria-label={t('Retry all: {title}', { title })} data-testid={`retry-${cause}`} onClick={() => retryCause(cause)}>
      {t('Retry all')}
    </Button>
  );
}
