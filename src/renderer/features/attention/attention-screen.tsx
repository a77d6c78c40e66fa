import { CircleCheck, MousePointerClick } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { CAUSES } from '../../../shared/errors/error-table';
import { formatCount } from '../../format/number';
import { EmptyState } from '../../parts/empty-state';
import { PageHead } from '../../parts/page-head';
import { Panel } from '../../parts/panel';
import { SplitPane } from '../../parts/split-pane';
import { useSnapshot } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { AttentionDetail } from './attention-detail';
import { CauseGroup } from './cause-group';
import styles from './attention-screen.module.css';

/** The list that should be empty: files that cannot go on by themselves, grouped by what stops them. */
export function AttentionScreen(): ReactNode {
  const byCause = useSnapshot((snapshot) => snapshot.byCause, null);
  const total = useSnapshot((snapshot) => snapshot.accounting.attention, 0);
  const wanted = useRoute((state) => state.route.cause);
  const fileId = useRoute((state) => state.route.fileId);
  const causes = useMemo(() => CAUSES.filter((cause) => (byCause?.[cause] ?? 0) > 0), [byCause]);
  const open = wanted !== null && causes.includes(wanted) ? wanted : (causes[0] ?? null);

  return (
    <>
      <PageHead title="Attention" beside={<span className={styles.count}>{formatCount(total)}</span>} />
      {open === null ? (
        <EmptyState icon={CircleCheck} title="Nothing needs you" text="Files that cannot go on by themselves are collected here." />
      ) : (
        <SplitPane
          id="attention"
          label="Width of the list"
          leftWidth={418}
          leftLeast={320}
          rightLeast={400}
          isIdle={fileId === null}
          left={
            <Panel className={styles.groups}>
              {causes.map((cause) => (
                <CauseGroup key={cause} cause={cause} count={byCause?.[cause] ?? 0} isOpen={cause === open} />
              ))}
            </Panel>
          }
          right={
            fileId === null ? (
              <Panel className={styles.groups}>
                <EmptyState icon={MousePointerClick} title="Select a file" text="What happened to it, and what to do, is shown here." />
              </Panel>
            ) : (
              <AttentionDetail id={fileId} />
            )
          }
        />
      )}
    </>
  );
}
