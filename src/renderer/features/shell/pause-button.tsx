import { Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { callEngine } from '../../engine-client/engine-client';
import { Button } from '../../parts/button';
import { useEngine } from '../../state/engine-store';
import { attempt } from '../../state/toast-store';
import { t } from '../../../shared/words/words';
import styles from './pause-button.module.css';

/** Pauses the work on all folders; what is under way is finished first. */
export function PauseButton(): ReactNode {
  const isUp = useEngine((state) => state.link === 'connected');
  const isPaused = useEngine((state) => state.snapshot?.state === 'paused');
  return (
    <Button
      icon={isPaused ? Play : Pause}
      className={styles.pause}
      disabled={!isUp}
      data-testid="pause"
      title={isPaused ? t('Go on with the work') : t('Finish what is under way, then wait')}
      onClick={() => void attempt(() => callEngine(isPaused ? 'engine.resume' : 'engine.pause', {}))}
    >
      {isPaused ? t('Resume') : t('Pause')}
    </Button>
  );
}
