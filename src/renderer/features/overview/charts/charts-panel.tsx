import { useMemo, type ReactNode } from 'react';
import type { Charts } from '../../../../shared/model/charts';
import { t } from '../../../../shared/words/words';
import { callEngine } from '../../../engine-client/engine-client';
import { usePolled } from '../../../engine-client/use-polled';
import { CAUSE_WORDS } from '../../../format/cause-words';
import { formatTook } from '../../../format/duration';
import { LANE_WORDS } from '../../../format/lane-words';
import { formatSize } from '../../../format/size';
import { ErrorNote } from '../../../parts/error-note';
import { KIND_WORDS } from '../../../parts/kind-icon';
import { Panel } from '../../../parts/panel';
import { Skeleton } from '../../../parts/skeleton';
import { BarList, type Bar } from './bar-list';
import { Calendar } from './calendar';
import { HourBars } from './hour-bars';
import styles from './charts.module.css';

const EVERY_MS = 10_000;
const ask = (signal: AbortSignal): Promise<Charts> => callEngine('charts.read', {}, { signal });

/** Charts that answer a question each; every mark leads to the files that it stands for. */
export function ChartsPanel(): ReactNode {
  const { value: charts, error } = usePolled(ask, EVERY_MS);
  if (!charts) return <Panel className={styles.panel}>{error ? <ErrorNote error={error} /> : <Skeleton rows={4} />}</Panel>;
  return (
    <div className={styles.charts} data-testid="charts">
      <Panel title={t('What came when')} className={styles.wide}>
        <Calendar days={charts.days} now={charts.at} />
      </Panel>
      <Panel title={t('The last 24 hours')} className={styles.panel}>
        <HourBars hours={charts.hours} />
      </Panel>
      <Panel title={t('Where files take their time')} className={styles.panel}>
        <LaneBars lanes={charts.lanes} />
      </Panel>
      <Panel title={t('Why files need attention')} className={styles.panel}>
        <CauseBars causes={charts.causes} />
      </Panel>
      <Panel title={t('What takes the space')} className={styles.panel}>
        <KindBars kinds={charts.kinds} />
      </Panel>
    </div>
  );
}

function LaneBars({ lanes }: Pick<Charts, 'lanes'>): ReactNode {
  const bars = useMemo(
    () =>
      lanes.map(
        ({ lane, medianMs, p95Ms }): Bar => ({
          id: lane,
          label: LANE_WORDS[lane].word,
          figure: t('{median}, 19 of 20 within {most}', { median: formatTook(medianMs), most: formatTook(p95Ms) }),
          value: medianMs,
          upTo: p95Ms,
          to: { section: 'files', lane },
        }),
      ),
    [lanes],
  );
  return <BarList bars={bars} tone="inProgress" nothing={t('No file has been read yet.')} />;
}

function CauseBars({ causes }: Pick<Charts, 'causes'>): ReactNode {
  const bars = useMemo(
    () => causes.map(({ cause, files }): Bar => ({ id: cause, label: CAUSE_WORDS[cause].title, figure: t('{files, plural, one {# file} other {# files}}', { files }), value: files, to: { section: 'attention', cause } })),
    [causes],
  );
  return <BarList bars={bars} tone="attention" nothing={t('Nothing needs attention.')} />;
}

function KindBars({ kinds }: Pick<Charts, 'kinds'>): ReactNode {
  const bars = useMemo(
    () =>
      kinds.map(
        ({ kind, files, bytes }): Bar => ({
          id: kind,
          label: KIND_WORDS[kind],
          figure: t('{size} in {files, plural, one {# file} other {# files}}', { size: formatSize(bytes), files }),
          value: bytes,
          to: { section: 'files', query: `type:${kind}` },
        }),
      ),
    [kinds],
  );
  return <BarList bars={bars} tone="done" nothing={t('Nothing has arrived yet.')} />;
}
