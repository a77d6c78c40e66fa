import { FileUp, ListChecks, Plus, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../parts/button';
import { EmptyState } from '../../parts/empty-state';
import { t } from '../../../shared/words/words';

interface Props {
  onNew: () => void;
  onGallery: () => void;
  onImport: () => void;
}

/** Before the first rule. */
export function NoRules({ onNew, onGallery, onImport }: Props): ReactNode {
  return (
    <EmptyState
      icon={ListChecks}
      title={t('No rules yet')}
      text={t('A rule does the filing: when a file comes that is so, do this with it. You see what it would do before you switch it on, and can take back what it did.')}
    >
      <Button kind="primary" icon={Plus} data-testid="first-rule" onClick={onNew}>
        {t('New rule')}
      </Button>
      <Button icon={Sparkles} onClick={onGallery}>
        {t('Ready-made rules')}
      </Button>
      <Button icon={FileUp} onClick={onImport}>
        {t('Import')}
      </Button>
    </EmptyState>
  );
}
