import { useMemo, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { formatCount } from '../../format/number';
import { Link } from '../../parts/link';
import { SettingRow } from '../../parts/setting-row';
import { leftOutReasons } from './left-out-reasons';
import { t } from '../../../shared/words/words';
import styles from './left-out.module.css';

/** As many as the engine tells at once. */
const LOOKED_AT = 500;
const EVERY_MS = 2_000;

/** Why files of this folder are ignored: each reason, for how many, and one of them. */
export function LeftOut({ folderId, total }: { folderId: number; total: number }): ReactNode {
  const { value } = useLive(
    `left-out-${folderId}`,
    (signal) => callEngine('files.page', { filter: { folderId, states: ['ignored'] }, sort: 'newest', limit: LOOKED_AT }, { signal }),
    EVERY_MS,
  );
  const reasons = useMemo(() => leftOutReasons(value?.rows ?? []), [value]);
  const isPart = (value?.total ?? total) > LOOKED_AT;
  return (
    <SettingRow
      label={t('What is left out')}
      hint={
        isPart
          ? t('Files that lie here and are ignored, by the reason. Counted are the newest {count, number} of {total, number}.', { count: LOOKED_AT, total: value?.total ?? total })
          : t('Files that lie here and are ignored, by the reason.')
      }
    >
      {reasons.length === 0 ? (
        <p className={styles.none} data-testid="left-out">
          {total === 0 ? t('Nothing is left out.') : t('Looking …')}
        </p>
      ) : (
        <table className={styles.table} data-testid="left-out">
          <thead>
            <tr>
              <th scope="col">{t('Reason and newest example')}</th>
              <th scope="col">{t('Files')}</th>
            </tr>
          </thead>
          <tbody>
            {reasons.map(({ reason, count, example }) => (
              <tr key={reason}>
                <td>
                  <span className={styles.reason}>{reason}</span>
                  <Link
                    to={{ section: 'files', folderId, state: 'ignored', fileId: example.id }}
                    className={styles.example}
                    title={displayName(example.path)}
                  >
                    <bdi translate="no">{displayName(example.path)}</bdi>
                  </Link>
                </td>
                <td>{formatCount(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </SettingRow>
  );
}
