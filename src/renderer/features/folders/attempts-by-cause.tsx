import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { CAUSES, ERROR_TABLE, type Cause } from '../../../shared/errors/error-table';
import type { FolderSettings } from '../../../shared/model/folder';
import { CAUSE_WORDS } from '../../format/cause-words';
import { IconButton } from '../../parts/icon-button';
import { NumberField } from '../../parts/number-field';
import { t } from '../../../shared/words/words';
import styles from './attempts-by-cause.module.css';

/** Causes that may pass by themselves, so that trying again makes sense. */
const PASSING: ReadonlySet<Cause> = new Set(
  Object.values(ERROR_TABLE)
    .filter(({ retry }) => retry === 'backoff')
    .map(({ cause }) => cause),
);

interface Props {
  attempts: FolderSettings['attemptsByCause'];
  /** Where nothing else is set. */
  general: number;
  onChange: (attempts: FolderSettings['attemptsByCause']) => void;
}

export function AttemptsByCause({ attempts, general, onChange }: Props): ReactNode {
  const causes = CAUSES.filter((cause) => PASSING.has(cause) || attempts[cause] !== undefined);
  const without = (cause: Cause): FolderSettings['attemptsByCause'] =>
    Object.fromEntries(Object.entries(attempts).filter(([one]) => one !== cause));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('Cause')}</th>
          <th scope="col">{t('Attempts')}</th>
        </tr>
      </thead>
      <tbody>
        {causes.map((cause) => (
          <tr key={cause}>
            <th scope="row">{CAUSE_WORDS[cause].title}</th>
            <td>
              <span className={styles.number}>
                <NumberField
                  label={t('Attempts: {title}', { title: CAUSE_WORDS[cause].title })}
                  value={attempts[cause] ?? general}
                  least={1}
                  most={20}
                  width={64}
                  onCommit={(count) => onChange({ ...attempts, [cause]: count })}
                />
                {attempts[cause] === undefined ? (
                  <span className={styles.same}>{t('as above')}</span>
                ) : (
                  <IconButton icon={RotateCcw} label={t('As above: {title}', { title: CAUSE_WORDS[cause].title })} onClick={() => onChange(without(cause))} />
                )}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
