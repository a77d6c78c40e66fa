import { CircleCheck, Copy, FolderPlus, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { DuplicateTier, duplicateTierCountsSchema } from '../../../../shared/model/duplicates';
import { Button } from '../../../parts/button';
import { EmptyState } from '../../../parts/empty-state';
import { useDialogs } from '../../../state/dialog-store';
import { useSnapshot } from '../../../state/engine-store';
import { TIER_WORDS } from '../tier-words';
import { t } from '../../../../shared/words/words';

interface Props {
  tier: DuplicateTier;
  isDecided: boolean;
  counts: z.infer<typeof duplicateTierCountsSchema>;
  /** What is still being compared, in words. */
  comparing: string | null;
  onShowDecided: () => void;
  onShowOpen: () => void;
}

/** Says why there is nothing to decide, and what would bring something. */
export function NoGroups({ tier, isDecided, counts, comparing, onShowDecided, onShowOpen }: Props): ReactNode {
  const hasFolders = useSnapshot((snapshot) => snapshot.folders.length > 0, true);
  const { none, meaning } = TIER_WORDS[tier];
  if (isDecided) {
    return (
      <EmptyState isWhole icon={Copy} title={t('Nothing decided yet')} text={t('Groups that you called no duplicates, or whose files you all keep, are remembered here.')}>
        <Button onClick={onShowOpen}>{t('Show open groups')}</Button>
      </EmptyState>
    );
  }
  if (comparing !== null) return <EmptyState isWhole icon={LoaderCircle} title={comparing} text={meaning} />;
  if (counts.decided > 0) {
    return (
      <EmptyState isWhole icon={CircleCheck} title={t('All settled')} text={t('{decided, plural, one {# group has} other {# groups have}} been decided about. {meaning}', { decided: counts.decided, meaning })}>
        <Button onClick={onShowDecided}>{t('Show decided groups')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState isWhole icon={Copy} title={none} text={meaning}>
      {hasFolders ? null : (
        <Button kind="primary" icon={FolderPlus} onClick={() => useDialogs.getState().openAddFolder()}>
          {t('Add folder')}
        </Button>
      )}
    </EmptyState>
  );
}
