import { FolderOpen, WandSparkles, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from '../../parts/button';
import { IconButton } from '../../parts/icon-button';
import { revealFile, type Subject } from '../files/file-actions';
import { t } from '../../../shared/words/words';
import bar from '../files/selection-bar.module.css';
import { useTransform } from '../transform/transform-store';

/** Each one opens a window of the file manager. */
const MOST_REVEALED = 10;

/** What can be done with several pictures at once. */
export function ImageBar({ subjects, onClear }: { subjects: readonly Subject[]; onClear: () => void }): ReactNode {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClear();
  };
  const isMany = subjects.length > MOST_REVEALED;
  return (
    <div className={bar.bar} role="toolbar" aria-label={t('Selected images')} data-testid="image-bar" onKeyDown={onKey}>
      <span className={bar.count} role="status">
        {t('{count, number} selected', { count: subjects.length })}
      </span>
      <Button icon={WandSparkles} data-testid="transform-selected" onClick={() => useTransform.getState().open(subjects)}>
        {t('Transform…')}
      </Button>
      <Button
        icon={FolderOpen}
        disabled={isMany}
        title={isMany ? t('At most {most, number} can be shown in the file manager at once', { most: MOST_REVEALED }) : t('Show in the file manager')}
        onClick={() => {
          for (const { id } of subjects) revealFile(id);
        }}
      >
        {t('Reveal')}
      </Button>
      <IconButton icon={X} label={t('Select nothing')} onClick={onClear} />
    </div>
  );
}
