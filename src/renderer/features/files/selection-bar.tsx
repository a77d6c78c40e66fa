import { CirclePause, CirclePlay, CircleX, RotateCw, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from '../../parts/button';
import { IconButton } from '../../parts/icon-button';
import { cancelFiles, holdFiles, retryFiles, type Subject } from './file-actions';
import { t } from '../../../shared/words/words';
import styles from './selection-bar.module.css';

interface Props {
  subjects: readonly Subject[];
  /** All of them are set aside, as far as it is known. */
  areHeld: boolean;
  onClear: () => void;
}

/** What can be done with several files at once. The engine does it for those it makes sense for, and says for how many. */
export function SelectionBar({ subjects, areHeld, onClear }: Props): ReactNode {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClear();
  };
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('Selected files')} data-testid="selection-bar" onKeyDown={onKey}>
      <span className={styles.count} role="status">
        {t('{count, number} selected', { count: subjects.length })}
      </span>
      <Button icon={RotateCw} onClick={() => retryFiles(subjects)}>
        {t('Retry')}
      </Button>
      <Button icon={areHeld ? CirclePlay : CirclePause} onClick={() => holdFiles(subjects, !areHeld)}>
        {areHeld ? t('Take up') : t('Set aside@@verb')}
      </Button>
      <Button icon={CircleX} onClick={() => cancelFiles(subjects)}>
        {t('Cancel')}
      </Button>
      <IconButton icon={X} label={t('Select nothing')} onClick={onClear} />
    </div>
  );
}
