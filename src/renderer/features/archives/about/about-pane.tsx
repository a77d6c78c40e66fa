import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { FactList } from '../../../parts/fact-list';
import type { Listing } from '../entries/use-entries';
import { archiveFacts } from './archive-facts';
import { ShareChart } from './share-chart';
import { t } from '../../../../shared/words/words';
import styles from './about-pane.module.css';

/** The archive as a whole: facts, what was made of its entries, and how well each kind of file is packed. */
export function AboutPane({ listing }: { listing: Listing }): ReactNode {
  const { report, warnings, lookedInside } = listing;
  return (
    <section className={styles.pane} tabIndex={0} aria-label={t('About the archive')} data-testid="archive-about">
      {warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          <TriangleAlert role="img" aria-label={t('Warning:')} aria-hidden={undefined} />
          {warning}
        </p>
      ))}
      <FactList facts={archiveFacts(report)} />
      {lookedInside.sentence === '' ? null : (
        <div className={styles.part}>
          <h2>{t('Looked inside')}</h2>
          <p data-testid="looked-inside">{lookedInside.sentence}</p>
        </div>
      )}
      {report.totalSize === null ? null : <ShareChart shares={report.shares} />}
    </section>
  );
}
