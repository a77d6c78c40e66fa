import { memo, type ReactNode } from 'react';
import type { LaneView } from '../../../shared/model/engine';
import { formatTook } from '../../format/duration';
import { LANE_WORDS } from '../../format/lane-words';
import { formatCount, formatPercent, formatRate } from '../../format/number';
import { Link } from '../../parts/link';
import { Panel } from '../../parts/panel';
import { useSnapshot } from '../../state/engine-store';
import { t } from '../../../shared/words/words';
import styles from './metrics-panel.module.css';

/** How the mill has done since it was started, on the whole and lane by lane. */
export function MetricsPanel(): ReactNode {
  const metrics = useSnapshot((snapshot) => snapshot.metrics, null);
  const lanes = useSnapshot((snapshot) => snapshot.lanes, []);
  if (!metrics) return null;
  const { files, successRate, filesPerSecond, averageMs, workerCount } = metrics;
  const figures: readonly [name: string, figure: string][] = [
    [t('Files'), formatCount(files)],
    [t('Success rate'), successRate === null ? '–' : formatPercent(successRate)],
    [t('Files per second'), formatRate(filesPerSecond)],
    [t('Mean time'), averageMs === null ? '–' : formatTook(averageMs)],
    [t('Workers'), formatCount(workerCount)],
  ];
  return (
    <Panel title={t('Since Filemill was started')} testId="metrics">
      <dl className={styles.figures}>
        {figures.map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('Lane')}</th>
              <th scope="col">{t('Mean time')}</th>
              <th scope="col">{t('Read@@number of files')}</th>
              <th scope="col">{t('Under way')}</th>
              <th scope="col">{t('Waiting')}</th>
              <th scope="col">{t('Failed@@number of files')}</th>
            </tr>
          </thead>
          <tbody>
            {lanes.map((lane) => (
              <LaneLine key={lane.lane} view={lane} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

const LaneLine = memo(function LaneLine({ view }: { view: LaneView }): ReactNode {
  const { lane, active, waiting, failed, averageMs, processed, paused } = view;
  const { word, icon: Icon } = LANE_WORDS[lane];
  const count = (figure: number, to: 'inProgress' | 'waiting' | 'attention'): ReactNode => (
    <td data-zero={figure === 0} data-state={to}>
      <Link to={{ section: 'files', lane, state: to }}>{formatCount(figure)}</Link>
    </td>
  );
  return (
    <tr>
      <th scope="row">
        <Link to={{ section: 'files', lane }} className={styles.lane}>
          <Icon aria-hidden />
          {word}
          {paused ? <span className={styles.paused}>{t('Paused')}</span> : null}
        </Link>
      </th>
      <td data-zero={averageMs === null}>{averageMs === null ? '–' : formatTook(averageMs)}</td>
      <td data-zero={processed === 0}>{formatCount(processed)}</td>
      {count(active, 'inProgress')}
      {count(waiting, 'waiting')}
      {count(failed, 'attention')}
    </tr>
  );
});
