import { Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../parts/button';
import { Notice } from '../../parts/notice';
import { useSnapshot } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { t } from '../../../shared/words/words';

/** Says why nothing new is taken though nobody paused it, and what is needed. */
export function IntakeNotice(): ReactNode {
  const hold = useSnapshot((snapshot) => snapshot.intakeHold, null);
  if (hold === null) return null;
  return (
    <Notice text={hold} testId="intake-hold">
      <Button icon={Settings} onClick={() => useRoute.getState().go({ section: 'settings', page: 'processing' })}>
        {t('Open settings')}
      </Button>
    </Notice>
  );
}
