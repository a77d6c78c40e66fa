import { memo, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { t } from '../../../shared/words/words';
import styles from './data-table.module.css';

const MOST_ROWS = 200;
const MOST_COLUMNS = 60;

interface Props {
  title: string;
  columns: readonly string[];
  /** The names of the columns came out of the file, too. */
  areColumnsOfFile?: boolean;
  rows: readonly (readonly string[])[];
}

/** A small table of cells that came out of a file. */
export const DataTable = memo(function DataTable({ title, columns, areColumnsOfFile = false, rows }: Props): ReactNode {
  const shown = rows.slice(0, MOST_ROWS);
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      <div className={styles.frame} tabIndex={0} role="region" aria-label={title}>
        <table className={styles.table}>
          {columns.length > 0 ? (
            <thead translate={areColumnsOfFile ? 'no' : undefined}>
              <tr>
                {columns.slice(0, MOST_COLUMNS).map((column, index) => (
                  <th key={index}>{displayName(column)}</th>
                ))}
              </tr>
            </thead>
          ) : null}
          <tbody translate="no">
            {shown.map((row, index) => (
              <tr key={index}>
                {row.slice(0, MOST_COLUMNS).map((cell, at) => (
                  <td key={at} title={cell.length > 40 ? displayName(cell) : undefined}>
                    {displayName(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > MOST_ROWS ? (
        <p className={styles.more}>
          {t('The first {shown, number} of {total, number} rows are shown.', { shown: MOST_ROWS, total: rows.length })}
        </p>
      ) : null}
    </section>
  );
});
