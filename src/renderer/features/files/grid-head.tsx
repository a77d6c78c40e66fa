import type { ReactNode } from 'react';
import { t } from '../../../shared/words/words';
import styles from './file-grid.module.css';

export function GridHead({ hasFolder }: { hasFolder: boolean }): ReactNode {
  return (
    <div role="rowgroup" className={styles.headGroup}>
      <div className={styles.head} role="row" aria-rowindex={1}>
        <span role="columnheader">{t('Name')}</span>
        {hasFolder ? (
          <span role="columnheader" className={styles.folder}>
            {t('Folder')}
          </span>
        ) : null}
        <span role="columnheader">{t('State')}</span>
        <span role="columnheader" className={styles.steps}>
          {t('Steps')}
        </span>
        <span role="columnheader" className={styles.time}>
          {t('Time')}
        </span>
        <span role="columnheader" className={styles.left}>
          {t('Time left')}
        </span>
        <span role="columnheader" className={styles.worker}>
          {t('Worker')}
        </span>
        <span role="columnheader" className={styles.size}>
          {t('Size')}
        </span>
        <span role="columnheader" className={styles.arrived}>
          {t('Arrived')}
        </span>
      </div>
    </div>
  );
}

/** The names of the columns for several lists below; each of these names them once more to who cannot see this. */
export function HeadAbove({ hasFolder }: { hasFolder: boolean }): ReactNode {
  return (
    <div className={[styles.grid, styles.aboveAll].join(' ')} data-folder={hasFolder} aria-hidden>
      <div className={[styles.frame, styles.above].join(' ')}>
        <GridHead hasFolder={hasFolder} />
      </div>
    </div>
  );
}
