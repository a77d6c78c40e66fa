import { ListTree } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { EmptyState } from '../../parts/empty-state';
import { FactList } from '../../parts/fact-list';
import { OcrPages } from './document-parts';
import { ReportTables } from './report-tables';
import { ocrFacts, reportFacts } from './report-facts';
import { t } from '../../../shared/words/words';
import styles from './tab.module.css';

export function MetadataTab({ detail }: { detail: FileDetail }): ReactNode {
  const { report, processor, row } = detail;
  if (!report) {
    return (
      <EmptyState
        icon={ListTree}
        title={t('Nothing read yet')}
        text={row.state === 'ignored' ? t('The file was ignored, so it was not read.') : t('What is found in the file appears here.')}
      />
    );
  }
  return (
    <div className={styles.tab} tabIndex={0} role="region" aria-label={t('Metadata')} data-testid="detail-metadata">
      <FactList facts={[...reportFacts(report), [t('Read by'), processor ?? '', 'value']]} />
      {'ocr' in report && report.ocr ? (
        <section className={styles.part} aria-label={t('Text recognition')}>
          <h3>{t('Text recognition (OCR)')}</h3>
          <FactList facts={ocrFacts(report.ocr)} />
          <OcrPages report={report.ocr} />
        </section>
      ) : null}
      <ReportTables report={report} />
    </div>
  );
}
