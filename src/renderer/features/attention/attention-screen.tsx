import { CircleCheck, MousePointerClick } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { CAUSES } from '../../../shared/errors/error-table';
import { formatCount } from '../../format/number';
import { useEscape, focusList } from '../../parts/beside-list';
import { EmptyState } from '../../parts/empty-state';
import { PageHead } from '../../parts/page-head';
import { Panel } from '../../parts/panel';
import { SplitPane } from '../../parts/split-pane';
import { useSnapshot } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { usePhaseCounts } from '../files/use-phase-counts';
import { AttentionDetail } from './attention-detail';
import { CALM, CalmGroup, type Calm } from './calm-group';
import { CauseGroup } from './cause-group';
import { t } from '../../../shared/words/words';
import styles from './attention-screen.module.css';

/** The list that should be empty: files that cannot go on by themselves, grouped by what stops them. */
export function AttentionScreen(): ReactNode {
  const byCause = useSnapshot((snapshot) => snapshot.byCause, null);
  const total = useSnapshot((snapshot) => snapshot.accounting.attention, 0);
  const cleared = useSnapshot((snapshot) => snapshot.clearedToday, 0);
  const retrying = usePhaseCounts(null)?.retrying ?? 0;
  const { cause: wanted, state, fileId } = useRoute((now) => now.route);
  const causes = useMemo(() => CAUSES.filter((cause) => (byCause?.[cause] ?? 0) > 0), [byCause]);
  const counts: Record<Calm, number> = { retrying, clearedToday: cleared };
  const calm = CALM.filter((phase) => counts[phase] > 0);
  const openCalm = calm.find((phase) => phase === state) ?? null;
  const open = openCalm ? null : wanted !== null && causes.includes(wanted) ? wanted : (causes[0] ?? null);
  useEscape(fileId === null ? null : close);

  return (
    <>
      <PageHead title={t('Attention')} beside={<span className={styles.count}>{formatCount(total)}</span>} />
      {causes.length + calm.length === 0 ? (
        <NothingNeeded isWhole />
      ) : (
        <SplitPane
          id="attention"
          label={t('Width of the list')}
          leftWidth={418}
          leftShare={0.34}
          leftLeast={320}
          rightLeast={400}
          isIdle={fileId === null}
          left={
            <Panel className={styles.groups}>
              {causes.length === 0 ? openCalm ? null : <NothingNeeded /> : null}
              {causes.map((cause) => (
                <CauseGroup key={cause} cause={cause} count={byCause?.[cause] ?? 0} isOpen={cause === open} />
              ))}
              {calm.map((phase) => (
                <CalmGroup key={phase} phase={phase} count={counts[phase]} isOpen={phase === openCalm} />
              ))}
            </Panel>
          }
          right={
            open === null && openCalm === null ? null : fileId === null ? (
              <Panel className={styles.idle}>
                <EmptyState icon={MousePointerClick} title={t('Select a file')} text={t('What happened to it, and what to do, is shown here.')} />
              </Panel>
            ) : (
              <AttentionDetail id={fileId} onClose={close} />
            )
          }
        />
      )}
    </>
  );
}

function NothingNeeded({ isWhole = false }: { isWhole?: boolean }): ReactNode {
  return <EmptyState isWhole={isWhole} icon={CircleCheck} title={t('Nothing needs you')} text={t('Files that cannot go on by themselves are collected here.')} />;
}

function close(): void {
  useRoute.getState().adjust({ fileId: null });
  focusList();
}
