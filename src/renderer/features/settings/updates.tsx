import { useEffect, useState, type ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import type { UpdateState } from '../../../shared/model/update-state';
import { callShell } from '../../engine-client/shell-client';
import { Button } from '../../parts/button';
import { TextField } from '../../parts/text-field';
import { attempt } from '../../state/toast-store';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';
import styles from './setting.module.css';

const LOOK_MS = 1_000;

/** Off until an address is given here: then, and only then, its server is asked. */
export function Updates({ settings: { updates } }: { settings: GeneralSettings }): ReactNode {
  const [state, setState] = useState<UpdateState | null>(null);
  const { feed } = updates;
  useEffect(() => {
    const look = (): void => void callShell('updates.state', {}).then(setState, () => setState(null));
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [feed]);
  return (
    <>
      <TextField
        label={t('Address of the feed')}
        value={feed ?? ''}
        mono
        placeholder="https://…/"
        testId="update-feed"
        onCommit={(text) => changeSettings({ updates: { feed: text.trim() || null } }, t('Updates'))}
      />
      <p className={styles.now} role="status" data-testid="update-state">
        {state?.sentence ?? ''}
      </p>
      {feed === null ? null : (
        <span className={styles.field}>
          <Button onClick={() => void attempt(async () => setState(await callShell('updates.check', {})))}>{t('Look now')}</Button>
          {state?.state === 'available' ? (
            <Button kind="primary" onClick={() => void attempt(() => callShell('updates.install', {}))}>
              {t('Fetch and start it')}
            </Button>
          ) : null}
        </span>
      )}
    </>
  );
}
