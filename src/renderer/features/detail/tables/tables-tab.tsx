import { Table2 } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { FileDetail } from '../../../../shared/contract/engine-api';
import { Button } from '../../../parts/button';
import { EmptyState } from '../../../parts/empty-state';
import { ErrorNote } from '../../../parts/error-note';
import { Skeleton } from '../../../parts/skeleton';
import { DocumentTableSection } from './document-table-section';
import { useTables } from './use-tables';
import { t } from '../../../../shared/words/words';
import styles from './tables-tab.module.css';

/** The tables of a document, each as a grid; further ones are loaded while scrolling. */
export function TablesTab({ detail }: { detail: FileDetail }): ReactNode {
  const { row, sha256, tableCount, canPreview } = detail;
  const { tables, total, error, more, isComplete } = useTables(row.id, `${sha256}-${tableCount}`);
  const frame = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const sentinel = end.current;
    if (!sentinel || isComplete || error) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && more(), {
      root: frame.current,
      rootMargin: '600px',
    });
    observer.observe(sentinel);
    return () => observer.disconnect();
  }, [more, isComplete, error, tables]);

  if (total === 0) {
    return <EmptyState icon={Table2} title={t('No table in this file')} text={t('Tables with lines and columns of aligned words are looked for.')} />;
  }
  return (
    <div className={styles.tables} ref={frame} tabIndex={0} role="region" aria-label={t('Tables of the file')} data-testid="detail-tables">
      {total === null && !error ? <Skeleton rows={8} /> : null}
      {tables.map((table, at) => (
        <DocumentTableSection key={at} table={table} hasPages={canPreview} />
      ))}
      {error ? (
        <ErrorNote error={error}>
          <Button onClick={more}>{t('Try again')}</Button>
        </ErrorNote>
      ) : null}
      <div ref={end} className={styles.end}>
        {isComplete || total === null ? null : t('Loading more…')}
      </div>
    </div>
  );
}
