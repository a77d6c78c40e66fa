import { FolderOpen } from 'lucide-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { callShell } from '../../engine-client/shell-client';
import { Button } from '../../parts/button';
import { attempt } from '../../state/toast-store';
import { t } from '../../../shared/words/words';
import styles from './choose-folder.module.css';

export function pickFolder(onChoose: (path: string) => void): void {
  void attempt(async () => {
    const { path } = await callShell('folder.pick', {});
    if (path !== null) onChoose(path);
  });
}

export function ChooseFolder({ onChoose }: { onChoose: (path: string) => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.trim() !== '') onChoose(typed.trim());
  };
  return (
    <div className={styles.choose}>
      <div className={styles.zone}>
        <FolderOpen aria-hidden />
        <p>{t('Drop a folder anywhere on this window, or choose one.')}</p>
        <Button kind="primary" data-testid="add-folder-pick" onClick={() => pickFolder(onChoose)}>
          {t('Choose folder…')}
        </Button>
      </div>
      <form className={styles.form} onSubmit={submit}>
        <label htmlFor="add-folder-path">{t('Or type or paste its path')}</label>
        <div>
          <input
            id="add-folder-path"
            value={typed}
            spellCheck={false}
            autoComplete="off"
            maxLength={4096}
            data-testid="add-folder-path"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" disabled={typed.trim() === ''} data-testid="add-folder-check">
            {t('Check')}
          </Button>
        </div>
      </form>
    </div>
  );
}
