import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { IconButton } from '../../parts/icon-button';
import { Switch } from '../../parts/switch';
import { useSnapshot } from '../../state/engine-store';
import { trialWords } from './trial-words';
import { usePasswords } from './use-passwords';
import { useUnlock, type Locked } from './unlock-store';
import { t } from '../../../shared/words/words';
import styles from './unlock-dialog.module.css';

/** Asks for the password of locked files, wherever the question came from. */
export function UnlockDialog(): ReactNode {
  const locked = useUnlock((state) => state.locked);
  return locked === null ? null : <OpenDialog locked={locked} />;
}

function OpenDialog({ locked }: { locked: Locked }): ReactNode {
  const { step, close, attempt } = useUnlock();
  const { obstacle } = usePasswords();
  const all = useSnapshot((snapshot) => snapshot.byCause['needsPassword'] ?? 0, 0);
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [remember, setRemember] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const form = useId();
  const said = useId();
  const isTrying = step.at === 'trying';
  const isRefused = step.at === 'refused';

  useEffect(() => {
    if (isTrying) return;
    if (isRefused) setPassword('');
    field.current?.focus();
  }, [isTrying, isRefused]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (password !== '' && !isTrying) void attempt(password, remember && obstacle === null);
  };

  return (
    <Dialog
      title={t('Enter a password')}
      onClose={close}
      width={460}
      testId="unlock-dialog"
      footer={
        <>
          <Button onClick={close}>{isTrying ? t('Close') : t('Cancel')}</Button>
          <Button kind="primary" type="submit" form={form} disabled={password === '' || isTrying} data-testid="unlock-try">
            {isTrying ? t('Trying…') : t('Try it')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        <p>{isTrying ? t('It is being tried.') : askedFor(locked, all)}</p>
        <div className={styles.field} data-wrong={isRefused}>
          <input
            ref={field}
            type={isShown ? 'text' : 'password'}
            aria-label={t('Password')}
            aria-describedby={said}
            aria-invalid={isRefused}
            autoComplete="off"
            spellCheck={false}
            maxLength={1_000}
            value={password}
            disabled={isTrying}
            data-testid="unlock-password"
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <IconButton icon={isShown ? EyeOff : Eye} label={isShown ? t('Hide the password') : t('Show the password')} onClick={() => setShown(!isShown)} />
        </div>
        <div id={said} role="status" className={styles.said} data-testid="unlock-said">
          {step.at === 'refused' ? <p className={styles.wrong}>{trialWords(step.trial, locked.name)}.</p> : null}
          {step.at === 'trying' && step.trial && step.trial.total > 1 ? <p>{progressWords(step.trial)}</p> : null}
        </div>
        {step.at === 'failed' ? <ErrorNote error={step.error} /> : null}
        <Switch
          label={t('Remember it')}
          hint={obstacle ?? t('Kept locked by the key store of this system. Unless switched on, it is forgotten when Filemill ends.')}
          checked={remember && obstacle === null}
          disabled={obstacle !== null}
          onChange={setRemember}
        />
      </form>
    </Dialog>
  );
}

function askedFor({ ids, name }: Locked, all: number): string {
  if (name !== null) return t('{name} opens only with its password.', { name: displayName(name) });
  const count = ids?.length ?? all;
  if (count === 0) return t('No file needs one now. It is tried on those that come.');
  return t('{count, plural, one {It is tried on the file that needs one.} other {It is tried on the # files that need one.}}', { count });
}

function progressWords({ total, opened, locked }: { total: number; opened: number; locked: readonly number[] }): string {
  return t('{tried, plural, one {# file} other {# files}} of {total, number} tried, {opened, number} opened.', { tried: opened + locked.length, total, opened });
}
