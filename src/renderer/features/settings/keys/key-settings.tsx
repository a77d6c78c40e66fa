import { RotateCcw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { GeneralSettings } from '../../../../shared/model/settings';
import { t } from '../../../../shared/words/words';
import { KEY_GROUPS, type KeyedAction } from '../../../keys/key-table';
import { takenBy, type OwnKeys } from '../../../keys/own-keys';
import { showKey } from '../../../keys/show-key';
import { Button } from '../../../parts/button';
import { IconButton } from '../../../parts/icon-button';
import { changeSettings } from '../change-settings';
import { KeyRecorder } from './key-recorder';
import styles from './key-settings.module.css';

interface Refused {
  readonly id: string;
  readonly sentence: string;
}

/** Every action that can have another key, by where it counts. */
export function KeySettings({ settings: { keys: own } }: { settings: GeneralSettings }): ReactNode {
  const [refused, setRefused] = useState<Refused | null>(null);
  const put = (action: KeyedAction, key: string | null): void => {
    const other = key ? takenBy(key, action, own) : null;
    if (key && other) {
      setRefused({ id: action.id, sentence: t('{key} does “{what}” already. Give that another key first.', { key: showKey(key), what: other.what }) });
      return;
    }
    setRefused(null);
    changeSettings({ keys: withKey(own, action, key) }, t('Key'));
  };
  return (
    <div className={styles.block}>
      {KEY_GROUPS.map(({ id, title, actions }) => (
        <section key={id} aria-labelledby={`keys-${id}`}>
          <h3 id={`keys-${id}`}>{title}</h3>
          <ul className={styles.list}>
            {actions
              .filter(({ isFixed }) => !isFixed)
              .map((action) => (
                <li key={action.id}>
                  <span className={styles.what}>{action.what}</span>
                  {refused?.id === action.id ? (
                    <span className={styles.refused} role="alert">
                      {refused.sentence}
                    </span>
                  ) : null}
                  {own[action.id] === undefined ? null : <IconButton icon={RotateCcw} label={t('Back to {key}', { key: action.keys.map(showKey).join(', ') })} onClick={() => put(action, null)} />}
                  <KeyRecorder action={action} own={own} onKey={(key) => put(action, key)} />
                </li>
              ))}
          </ul>
        </section>
      ))}
      <div>
        <Button icon={RotateCcw} disabled={Object.keys(own).length === 0} data-testid="usual-keys" onClick={() => changeSettings({ keys: {} }, t('Keys'))}>
          {t('All back to the usual keys')}
        </Button>
      </div>
    </div>
  );
}

/** Null puts the usual key back. */
function withKey(own: OwnKeys, action: KeyedAction, key: string | null): Record<string, string> {
  const { [action.id]: _former, ...others } = own;
  return key === null || (action.keys.length === 1 && key === action.keys[0]) ? others : { ...others, [action.id]: key };
}
