import type { ReactNode } from 'react';
import { t } from '../../../shared/words/words';
import styles from './settings-table.module.css';

interface Props {
  heads: readonly string[];
  testId: string;
  /** Rows whose last cell holds what removes them. */
  children: ReactNode;
}

/** A table of things that were added by hand and may be removed again. */
export function SettingsTable({ heads, testId, children }: Props): ReactNode {
  return (
    <table className={styles.table} data-testid={testId}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
          <th scope="col">
            <span className={styles.silent}>{t('Remove')}</span>
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
