import { memo, type ReactNode } from 'react';
import { formatCount } from '../../format/number';
import { showOnPage } from './show-on-page';
import { t } from '../../../shared/words/words';
import styles from './outline-list.module.css';

interface Entry {
  title: string;
  /** From 1 … */
  level: number;
  /** Null where it leads nowhere. */
  page: number | null;
}

const DEEPEST = 6;

/** The headings of a document; those that know their page lead to it. */
export const OutlineList = memo(function OutlineList({ entries }: { entries: readonly Entry[] }): ReactNode {
  if (entries.length === 0) return null;
  const least = Math.min(...entries.map(({ level }) => level));
  return (
    <section className={styles.section}>
      <h3>{t('Outline')}</h3>
      <ul className={styles.outline} tabIndex={0} aria-label={t('Outline')} data-testid="outline">
        {entries.map(({ title, level, page }, index) => (
          <li key={index} data-level={Math.min(level - least, DEEPEST)}>
            {page === null ? (
              <span className={styles.title} translate="no">{title}</span>
            ) : (
              <button type="button" onClick={() => showOnPage(page)} title={t('Show page {page, number}', { page })}>
                <span className={styles.title} translate="no">{title}</span>
                <span className={styles.page}>{formatCount(page)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
});
