import { KeyRound } from 'lucide-react';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import type { ArchiveRef } from '../../../shared/model/archive';
import { callEngine } from '../../engine-client/engine-client';
import { Button } from '../../parts/button';
import { attempt } from '../../state/toast-store';
import { useUnlock } from '../unlock/unlock-store';
import { t } from '../../../shared/words/words';
import styles from './unlock-archive.module.css';

/** By then what opened has taken the place of the question. */
const PATIENCE_MS = 1_500;

interface Props {
  archive: ArchiveRef;
  /** Of the archive; empty where it is not known. */
  name: string;
  /** There is one more password to be tried. */
  onKnown: () => void;
}

/** One of the ledger is unlocked as every file is; for one from elsewhere the password is just made known. */
export function UnlockArchive({ archive, name, onKnown }: Props): ReactNode {
  const [password, setPassword] = useState('');
  const [tries, setTries] = useState(0);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    if (tries === 0) return undefined;
    const timer = setTimeout(() => setRefused(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [tries]);
  if ('fileId' in archive) {
    return (
      <Button kind="primary" icon={KeyRound} data-testid="unlock-archive" onClick={() => useUnlock.getState().ask({ ids: [archive.fileId], name: name === '' ? null : name })}>
        {t('Enter password…')}
      </Button>
    );
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (password === '') return;
    void attempt(() => callEngine('files.unlock', { ids: [], password, remember: false })).then((isKnown) => {
      if (!isKnown) return;
      setPassword('');
      setRefused(false);
      setTries(tries + 1);
      onKnown();
    });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <input type="password" aria-label={t('Password')} placeholder={t('Password')} autoComplete="off" maxLength={1_000} value={password} data-testid="archive-password" onChange={(event) => setPassword(event.currentTarget.value)} />
      <Button kind="primary" type="submit" disabled={password === ''}>
        {t('Open')}
      </Button>
      <p className={styles.refused} role="status">
        {isRefused ? t('It does not open with that one.') : ''}
      </p>
    </form>
  );
}
