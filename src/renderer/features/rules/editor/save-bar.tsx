import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../parts/button';
import { IconButton } from '../../../parts/icon-button';
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
        {isUnsaved ? 'Not saved' : 'Saved'}
      </span>
      {isUnsaved ? <IconButton icon={Undo2} label="Back to what is saved" data-testid="revert-rule" onClick={onRevert} /> : null}
      <span className={styles.gap} />
      <Button disabled={!canSave} title="What would change for the files that came last" data-testid="back-test" onClick={onBackTest}>
        Back-test
      </Button>
      <Button kind={isEnabled ? 'primary' : 'plain'} disabled={!isUnsaved || !canSave} title="Ctrl S" data-testid="save-rule" onClick={onSave}>
        Save
      </Button>
      {isEnabled ? null : (
        <Button kind="primary" disabled={!canSave} data-testid="enable-rule" onClick={onSaveAndEnable}>
          {isUnsaved ? 'Save and switch on' : 'Switch on'}
        </Button>
      )}
    </footer>
  );
}
