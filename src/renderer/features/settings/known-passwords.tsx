import { KeyRound, Trash2 } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { callEngine } from '../../engine-client/engine-client';
import { Ago } from '../../parts/ago';
import { Button } from '../../parts/button';
import { ErrorNote } from '../../parts/error-note';
import { IconButton } from '../../parts/icon-button';
import { Skeleton } from '../../parts/skeleton';
import { attempt, tell } from '../../state/toast-store';
import { useUnlock } from '../unlock/unlock-store';
import { usePasswords } from '../unlock/use-passwords';
import { SettingsTable } from './settings-table';
import { t } from '../../../shared/words/words';
import styles from './settings-table.module.css';

const MOST_DOTS = 16;

/** The passwords that locked files are tried with; the words themselves are never shown. */
export function KnownPasswords(): ReactNode {
  const { passwords, obstacle, error, read } = usePasswords();
  const isAsking = useUnlock((state) => state.locked !== null);
  useEffect(() => {
    if (!isAsking) read();
  }, [isAsking, read]);

  const remove = async (id: string): Promise<void> => {
    if (await attempt(() => callEngine('passwords.remove', { id }))) tell(t('Password removed'));
    read();
  };

  return (
    <div className={styles.block}>
      {error ? <ErrorNote error={error} /> : null}
      {obstacle === null ? null : <p className={styles.dim}>{obstacle}</p>}
      {passwords === null ? (
        error ? null : <Skeleton rows={2} />
      ) : passwords.length === 0 ? (
        <p className={styles.dim}>{t('None is known.')}</p>
      ) : (
        <SettingsTable heads={[t('Password'), t('Added'), t('Kept')]} testId="known-passwords">
          {passwords.map(({ id, addedAt, isRemembered, length }) => (
            <tr key={id}>
              <th scope="row" title={t('{length, plural, one {# character} other {# characters}}', { length })}>
                <span aria-hidden>{'•'.repeat(Math.min(length, MOST_DOTS))}</span>
                <span className={styles.silent}>{t('{length, plural, one {# character} other {# characters}}', { length })}</span>
              </th>
              <td>
                <Ago at={addedAt} />
              </td>
              <td>{isRemembered ? t('Remembered, locked by the system’s key store') : t('Until Filemill ends')}</td>
              <td>
                <IconButton icon={Trash2} label={t('Remove the password of {length, plural, one {# character} other {# characters}}', { length })} onClick={() => void remove(id)} />
              </td>
            </tr>
          ))}
        </SettingsTable>
      )}
      <div>
        <Button icon={KeyRound} data-testid="add-password" onClick={() => useUnlock.getState().ask({ ids: null, name: null })}>
          {t('Add a password…')}
        </Button>
      </div>
    </div>
  );
}
