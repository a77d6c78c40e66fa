import { Gauge as GaugeIcon, WandSparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FileDetail } from '../../../../shared/contract/engine-api';
import { Button } from '../../../parts/button';
import { EmptyState } from '../../../parts/empty-state';
import { FactList } from '../../../parts/fact-list';
import { useTransform } from '../../transform/transform-store';
import { t } from '../../../../shared/words/words';
import tab from '../tab.module.css';
import { Faces } from './faces';
import { Gauge } from './gauge';
import { Hashes } from './hashes';
import { Histogram } from './histogram';
import { Palette } from './palette';
import { contentFacts, pictureFacts } from './picture-facts';
import { qualityGauges } from './quality-gauges';
import styles from './metrics-tab.module.css';

/** What was measured of a picture, and what it means. */
export function MetricsTab({ detail }: { detail: FileDetail }): ReactNode {
  const { report, row } = detail;
  if (report?.kind !== 'image') {
    return <EmptyState icon={GaugeIcon} title={t('Nothing measured yet')} text={t('What is measured of the picture appears here once it has been read.')} />;
  }
  const { quality, content, hashes } = report;
  return (
    <div className={tab.tab} tabIndex={0} role="region" aria-label={t('Metrics')} data-testid="detail-metrics">
      {quality ? (
        <section className={styles.gauges} aria-label={t('Quality')}>
          {qualityGauges(quality).map((facts) => (
            <Gauge key={facts.id} facts={facts} />
          ))}
        </section>
      ) : (
        <p className={styles.words}>{t('Its pixels could not be had, or it was read before Filemill measured pictures. Read it again to measure it.')}</p>
      )}
      {row.isPresent ? (
        <p>
          <Button icon={WandSparkles} data-testid="transform" onClick={() => useTransform.getState().open([row])}>
            {t('Transform…')}
          </Button>
        </p>
      ) : null}
      {content ? (
        <>
          <Part title={t('Histogram')}>
            <Histogram histogram={content.histogram} />
          </Part>
          {content.palette.length > 0 ? (
            <Part title={t('Colours')}>
              <Palette palette={content.palette} />
            </Part>
          ) : null}
          <Part title={t('Faces')}>
            <Faces detail={detail} content={content} />
          </Part>
          <Part title={t('Content')}>
            <FactList facts={contentFacts(content)} />
          </Part>
        </>
      ) : null}
      {hashes ? (
        <Part title={t('Hashes')}>
          <Hashes hashes={hashes} />
        </Part>
      ) : null}
      <Part title={t('Properties')}>
        <FactList facts={pictureFacts(report)} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className={tab.part} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
