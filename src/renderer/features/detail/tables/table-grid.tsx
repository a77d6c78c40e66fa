import { memo, useMemo, useState, type ReactNode } from 'react';
import { formatCount } from '../../../format/number';
import { Button } from '../../../parts/button';
import { cellsOf, columnName } from './table-cells';
import type { DocumentTable } from './use-tables';
import { t } from '../../../../shared/words/words';
import styles from './table-grid.module.css';

const ROWS_AT_ONCE = 300;
const MOST_COLUMNS = 100;
/** No word for people: an address, a key, a line of dots. */
const ENDLESS = /\S{40}/;

interface Props {
  label: string;
  table: Pick<DocumentTable, 'rows' | 'spans'>;
}

/** The cells of a table of a document, with the letters and numbers of a sheet at its edges. */
export const TableGrid = memo(function TableGrid({ label, table: { rows, spans } }: Props): ReactNode {
  const [shownRows, setShownRows] = useState(ROWS_AT_ONCE);
  const shown = useMemo(
    () => cellsOf(rows.slice(0, shownRows).map((cells) => cells.slice(0, MOST_COLUMNS)), spans),
    [rows, spans, shownRows],
  );
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  return (
    <>
      <div className={styles.frame} tabIndex={0} role="region" aria-label={label}>
        <table className={styles.table} translate="no" data-testid="table-grid">
          <thead>
            <tr>
              <th className={styles.corner} scope="col">
                <span className={styles.silent} translate="yes">{t('Row')}</span>
              </th>
              {Array.from({ length: Math.min(width, MOST_COLUMNS) }, (_, column) => (
                <th key={column} scope="col">
                  {columnName(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((cells, row) => (
              <tr key={row}>
                <th scope="row">{formatCount(row + 1)}</th>
                {cells.map(({ column, text, rowSpan, columnSpan }) => (
                  <td key={column} rowSpan={rowSpan} colSpan={columnSpan} dir="auto" data-spans={rowSpan * columnSpan > 1}>
                    <div className={styles.cell} data-endless={ENDLESS.test(text)}>
                      {text}
                    </div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown.length ? (
        <p className={styles.more}>
          {t('The first {shown, number} of {total, number} rows are shown.', { shown: shown.length, total: rows.length })}{' '}
          <Button kind="quiet" onClick={() => setShownRows(shownRows + ROWS_AT_ONCE)}>
            {t('Show more')}
          </Button>
        </p>
      ) : null}
      {width > MOST_COLUMNS ? (
        <p className={styles.more}>
          {t('The first {shown, number} of {total, number} columns are shown; a copy has all.', { shown: MOST_COLUMNS, total: width })}
        </p>
      ) : null}
    </>
  );
});
