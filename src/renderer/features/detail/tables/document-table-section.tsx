import { Copy, Crosshair } from 'lucide-react';
import { memo, useId, type ReactNode } from 'react';
import { toCsv } from '../../../format/csv';
import { midSentence } from '../../../format/mid-sentence';
import { Button } from '../../../parts/button';
import { StateLabel } from '../../../parts/state-label';
import { copyText } from '../../../state/copy-text';
import { useToasts } from '../../../state/toast-store';
import { scoreWords } from './score-words';
import { showOnPage } from '../show-on-page';
import { columnName, drawnTexts } from './table-cells';
import { TableGrid } from './table-grid';
import type { DocumentTable } from './use-tables';
import { t } from '../../../../shared/words/words';
import styles from './tables-tab.module.css';

/** As much as the shell puts on the clipboard. */
const MOST_LETTERS = 1_000_000;

interface Props {
  table: DocumentTable;
  /** Its pages can be shown. */
  hasPages: boolean;
}

/** One table: where it stands, how far it is to be trusted, and its cells. */
export const DocumentTableSection = memo(function DocumentTableSection({ table, hasPages }: Props): ReactNode {
  const id = useId();
  const title = titleOf(table);
  return (
    <section className={styles.table} aria-labelledby={id} data-testid="document-table">
      <header className={styles.head}>
        <div className={styles.words}>
          <h3 id={id}>{title}</h3>
          <p className={styles.facts}>
            {'score' in table ? (
              <span title={t('How far the grid is to be trusted: 1 is certain')}>
                <StateLabel {...scoreWords(table.score)} />
              </span>
            ) : null}
            <span>{factsOf(table)}</span>
          </p>
        </div>
        <div className={styles.actions}>
          {'page' in table && hasPages ? (
            <Button
              icon={Crosshair}
              aria-label={t('Show on page: {title}', { title })}
              title={t('Show page {page, number}', { page: table.page })}
              data-testid="show-on-page"
              onClick={() => showOnPage(table.page, table.box)}
            >
              <span className={styles.label}>{t('Show on page')}</span>
            </Button>
          ) : null}
          <Button
            icon={Copy}
            aria-label={t('Copy as CSV: {title}', { title })}
            title={t('Copy as comma-separated values')}
            data-testid="copy-csv"
            onClick={() => copyAsCsv(table)}
          >
            <span className={styles.label}>{t('Copy as CSV')}</span>
          </Button>
        </div>
      </header>
      <TableGrid label={t('Cells of {title}', { title: midSentence(title) })} table={table} />
    </section>
  );
});

function titleOf(table: DocumentTable): string {
  const number = table.index + 1;
  return 'page' in table ? t('Table {number, number} on page {page, number}', { number, page: table.page }) : t('Table {number, number}', { number });
}

function factsOf(table: DocumentTable): string {
  const columns = Math.max(0, ...table.rows.map((cells) => cells.length));
  return [
    'isRuled' in table ? (table.isRuled ? t('Ruled') : t('Unruled: found by the alignment of its words')) : null,
    'depth' in table && table.depth > 0 ? t('Inside a cell of another table') : null,
    t('{rows, plural, one {# row} other {# rows}} × {columns, plural, one {# column} other {# columns}}', { rows: table.rows.length, columns }),
    table.spans.length > 0 ? t('{count, plural, one {# spanning cell} other {# spanning cells}}', { count: table.spans.length }) : null,
    'nested' in table && table.nested.length > 0 ? nestedWords(table.nested) : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** "Holds table 3 in B2" */
function nestedWords(nested: readonly { row: number; column: number; tables: readonly number[] }[]): string {
  const inside = nested.flatMap(({ row, column, tables }) =>
    tables.map((index) => t('table {number, number} in {cell}', { number: index + 1, cell: `${columnName(column)}${row + 1}` })),
  );
  return t('Holds {tables}', { tables: inside.join(', ') });
}

function copyAsCsv(table: DocumentTable): void {
  const csv = toCsv(drawnTexts(table.rows, table.spans));
  if (csv.length <= MOST_LETTERS) copyText(csv, t('Table'));
  else {
    useToasts.getState().show({
      text: t('The table was not copied'),
      hint: t('It has more than a million letters. Open the file with its own program to copy it from there.'),
      tone: 'problem',
    });
  }
}
