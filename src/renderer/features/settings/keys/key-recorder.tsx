import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { t } from '../../../../shared/words/words';
import { keyNameOf } from '../../../keys/key-name';
import type { KeyedAction } from '../../../keys/key-table';
import { keysOf, type OwnKeys } from '../../../keys/own-keys';
import { showKey } from '../../../keys/show-key';
import styles from './key-settings.module.css';

interface Props {
  action: KeyedAction;
  own: OwnKeys;
  /** '' leaves the action without a key. */
  onKey: (key: string) => void;
}

/** Keys with which the page itself is used; they are never put on an action. */
const RESERVED = new Set(['Tab', 'Shift+Tab', 'Enter', 'Space', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']);

/** Shows the key of an action; pressed, it takes the next key that is pressed. */
export function KeyRecorder({ action, own, onKey }: Props): ReactNode {
  const [isRecording, setRecording] = useState(false);
  const keys = keysOf(action, own);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isRecording) return;
    const name = keyNameOf(event.nativeEvent);
    if (name === 'Tab' || name === 'Shift+Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (name === null || RESERVED.has(name)) return;
    setRecording(false);
    if (name !== 'Escape') onKey(name === 'Backspace' ? '' : name);
  };
  const shown = keys.length === 0 ? t('No key') : keys.map(showKey).join(', ');
  return (
    <button
      type="button"
      className={styles.recorder}
      data-records-key
      data-recording={isRecording}
      aria-label={isRecording ? t('{what}: press a key', { what: action.what }) : t('{what}: {keys}. Change', { what: action.what, keys: shown })}
      data-testid={`key-${action.id}`}
      onClick={() => setRecording(true)}
      onBlur={() => setRecording(false)}
      onKeyDown={onKeyDown}
    >
      {isRecording ? t('Press a key…') : shown}
    </button>
  );
}
