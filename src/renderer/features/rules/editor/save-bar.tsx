import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../parts/button';
import { IconButton } from '../../../parts/icon-button';
import { showKey } from '../../../keys/show-key';
import { t } from '../../../../shared/words/words';
import styles from './rule-editor.module.css';

interface Props {
  isUnsaved: boolean;
  isEnabled: boolean;
  /** It has no mistake. */
  canSave: boolean;
  onRevert: () => void;
  onBackTest: () => void;
  onSave: () => void;
  onSaveAndEnable: () => void;
}

/** What becomes of what was written. */
export function SaveBar({ isUnsaved, isEnabled, canSave, onRevert, onBackTest, onSave, onSaveAndEnable }: Props): ReactNode {
  return (
    <footer className={styles.foot} data-testid="save-bar">
      <span className={styles.saved} role="status">
        {isUnsaved ? t('Not saved') : t('Saved')}
      </span>
      {isUnsaved ? <IconButton icon={Undo2} label={t('Back to what is saved')} data-testid="revert-rule" onClick={onRevert} /> : null}
      <span className={styles.gap} />
      <Button disabled={!canSave} title={t('What would change for the files that came last')} data-testid="back-test" onClick={onBackTest}>
        {t('Back-test')}
      </Button>
      <Button kind={isEnabled ? 'primary' : 'plain'} disabled={!isUnsaved || !canSave} title={showKey('Ctrl+s')} data-testid="save-rule" onClick={onSave}>
        {t('Save')}
      </Button>
      {isEnabled ? null : (
        <Button kind="primary" disabled={!canSave} data-testid="enable-rule" onClick={onSaveAndEnable}>
          {isUnsaved ? t('Save and switch on') : t('Switch on')}
        </Button>
      )}
    </footer>
  );
}
