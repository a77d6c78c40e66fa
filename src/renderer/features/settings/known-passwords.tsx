import { KeyRound, Trash2 } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { callEngine } from '../../engine-client/engine-client';
import { countOf } from '../../format/number';
import { Ago } from '../../parts/ago';
import { Button } from '../../parts/button';
import { ErrorNote } from '../../parts/error-note';
import { IconButton } from '../../parts/icon-button';
import { Skeleton } from '../../parts/skeleton';
import { attempt, tell } from '../../state/toast-store';
import { useUnlock } from '../unlock/unlock-store';
import { usePasswords } from '../unlock/use-passwords';
import { SettingsTable } from './settings-table';
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
    if (await attempt(() => callEngine('passwords.remove', { id }))) tell('Password removed');
    read();
  };

  return (
    <div className={styles.block}>
      {error ? <ErrorNote error={error} /> : null}
      {obstacle === null ? null : <p className={styles.dim}>{obstacle}</p>}
      {passwords === null ? (
        error ? null : <Skeleton rows={2} />
      ) : passwords.length === 0 ? (
        <p className={styles.dim}>None is known.</p>
      ) : (
        <SettingsTable heads={['Password', 'Added', 'Kept']} testId="known-passwords">
          {passwords.map(({ id, addedAt, isRemembered, length }) => (
            <tr key={id}>
              <th scope="row" title={countOf(length, 'character')}>
                <span aria-hidden>{'•'.repeat(Math.min(length, MOST_DOTS))}</span>
                <span className={styles.silent}>{countOf(length, 'character')}</span>
              </th>
              <td>
                <Ago at={addedAt} />
              </td>
              <td>{isRemembered ? 'Remembered, locked by the system’s key store' : 'Until Filemill ends'}</td>
              <td>
                <IconButton icon={Trash2} label={`Remove the password of ${countOf(length, 'character')}`} onClick={() => void remove(id)} />
              </td>
            </tr>
          ))}
        </SettingsTable>
      )}
      <div>
        <Button icon={KeyRound} data-testid="add-password" onClick={() => useUnlock.getState().ask({ ids: null, name: null })}>
          Add a password…
        </Button>
      </div>
    </div>
  );
}
