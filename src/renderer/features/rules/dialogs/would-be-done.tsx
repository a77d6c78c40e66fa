import type { ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import type { SimulatedFile } from '../../../../shared/model/rule';
import { Button } from '../../../parts/button';
import { Steps } from '../matches/file-trace';
import { t } from '../../../../shared/words/words';
import styles from './dialogs.module.css';

/** So many at first, and with each further look. */
export const PAGE = 100;
const MOST = 500;

interface Props {
  rows: readonly SimulatedFile[];
  /** How many there are; the rows are the first of them. */
  total: number;
  /** Shown at most by now. */
  limit: number;
  isBusy: boolean;
  onMore: () => void;
}

/** Files with what rules would do with each. */
export function WouldBeDone({ rows, total, limit, isBusy, onMore }: Props): ReactNode {
  return (
    <>
      <ul className={styles.files} aria-label={t('What would be done')} data-busy={isBusy}>
        {rows.map((row) => (
          <Simulated key={`${row.folderName}/${row.path}`} row={row} />
        ))}
      </ul>
      {total <= rows.length ? null : limit >= MOST ? <p className={styles.dim}>{t('These are the first {most, number}.', { most: MOST })}</p> : <Button onClick={onMore}>{t('Show more')}</Button>}
    </>
  );
}

function Simulated({ row }: { row: SimulatedFile }): ReactNode {
  return (
    <li data-testid="simulated">
      <p className={styles.file}>
        <bdi translate="no">{displayName(row.path)}</bdi>
        <span translate="no">{displayName(row.folderName)}</span>
      </p>
      {row.outcomes
        .filter(({ steps }) => steps.length > 0)
        .map(({ rule, steps }) => (
          <div key={rule} className={styles.outcome}>
            <span translate="no">{displayName(rule)}</span>
            <Steps steps={steps} />
          </div>
        ))}
    </li>
  );
}
