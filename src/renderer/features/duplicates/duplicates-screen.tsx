import { useEffect, type ReactNode } from 'react';
import { DUPLICATE_TIERS, type DuplicateTier } from '../../../shared/model/duplicates';
import { Chip } from '../../parts/chip';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { Panel } from '../../parts/panel';
import { Select } from '../../parts/select';
import { Skeleton } from '../../parts/skeleton';
import { SplitPane } from '../../parts/split-pane';
import { useLayout } from '../../state/layout-store';
import { useRoute } from '../../state/route-store';
import { useDuplicates } from './duplicates-store';
import { GroupList } from './groups/group-list';
import { NoGroups } from './groups/no-groups';
import { useGroupCursor } from './groups/use-group-cursor';
import { GROUP_SORTS, useGroupRows, type GroupSort } from './groups/use-group-rows';
import { GroupPane } from './group-pane';
import { PlanBar } from './plan/plan-bar';
import { isAnythingPlanned } from './plan/plan-words';
import { ReviewDialog } from './plan/review-dialog';
import { TIER_WORDS } from './tier-words';
import { useUndoKey } from './use-duplicate-keys';
import { useSummary, type Summary } from './use-summary';
import { t } from '../../../shared/words/words';
import styles from './duplicates-screen.module.css';

const SORT_ID = 'duplicates-sort';
const SORT_WORDS: Readonly<Record<GroupSort, string>> = {
  space: t('By space to win'),
  members: t('By number of files'),
  newest: t('Newest first'),
  name: t('By name'),
};

/** Files that are the same or alike, to be compared, decided about and planned for removal. */
export function DuplicatesScreen(): ReactNode {
  const { summary, error } = useSummary();
  if (summary) return <Known summary={summary} />;
  return (
    <>
      <PageHead title={t('Duplicates')} />
      {error && error.code !== 'peer.gone' ? <ErrorNote error={error} /> : <Skeleton rows={10} />}
    </>
  );
}

function Known({ summary }: { summary: Summary }): ReactNode {
  const { tier: wanted, decided, group } = useRoute((state) => state.route);
  const isReviewing = useDuplicates((state) => state.isReviewing);
  const wish = useLayout((state) => state.choices[SORT_ID]);
  const choose = useLayout((state) => state.choose);
  const sort = GROUP_SORTS.find((one) => one === wish) ?? 'space';
  const { tiers, behind, revision } = summary;
  // Chosen once: it does not change under the eyes of whoever settles the last group of a tier.
  const tier = wanted ?? DUPLICATE_TIERS.find((one) => tiers[one].groups > 0) ?? 'identical';
  useEffect(() => {
    if (wanted === null && tiers[tier].groups > 0) useRoute.getState().adjust({ tier });
  }, [wanted, tier, tiers]);

  const rows = useGroupRows({ tier, decided, sort }, revision);
  const cursor = useGroupCursor(rows);
  const counts = tiers[tier];
  const show = (next: { tier?: DuplicateTier; decided?: boolean }): void =>
    useRoute.getState().adjust({ tier, decided, ...next, group: null });
  const comparing = behind > 0 ? TIER_WORDS[tier].comparing(behind) : null;

  return (
    <>
      <PageHead
        title={t('Duplicates')}
        beside={
          <div className={styles.tiers} role="group" aria-label={t('How much they are the same')}>
            {DUPLICATE_TIERS.map((one) => (
              <Chip key={one} label={TIER_WORDS[one].label} count={tiers[one].groups} pressed={one === tier} onPress={() => show({ tier: one })} testId={`tier-${one}`} />
            ))}
          </div>
        }
        actions={
          <>
            <Chip label={t('Decided')} count={counts.decided} pressed={decided} onPress={() => show({ decided: !decided })} testId="show-decided" />
            <Select
              label={t('Sorted')}
              value={sort}
              options={GROUP_SORTS.map((value) => ({ value, label: SORT_WORDS[value] }))}
              onChange={(next) => {
                choose(SORT_ID, next);
                useRoute.getState().adjust({ group: null });
              }}
              testId="group-sort"
            />
          </>
        }
      />
      {rows.total === 0 && !rows.isReplacing ? (
        <EmptyTier summary={summary} tier={tier} isDecided={decided}>
          <NoGroups
            tier={tier}
            isDecided={decided}
            counts={counts}
            comparing={comparing}
            onShowDecided={() => show({ decided: true })}
            onShowOpen={() => show({ decided: false })}
          />
        </EmptyTier>
      ) : (
        <SplitPane
          id="duplicates"
          label={t('Width of the groups')}
          leftWidth={230}
          leftShare={0.17}
          leftLeast={190}
          rightLeast={440}
          isIdle={group === null}
          left={
            <Panel className={styles.groups}>
              {comparing ? (
                <p className={styles.comparing} role="status" data-testid="comparing">
                  {comparing}
                </p>
              ) : null}
              <GroupList rows={rows} cursor={cursor} label={t('{tier}, groups', { tier: TIER_WORDS[tier].label })} listKey={`${tier} ${decided} ${sort}`} empty={null} />
            </Panel>
          }
          right={<GroupPane summary={summary} tier={tier} isDecided={decided} rows={rows} cursor={cursor} />}
        />
      )}
      {isReviewing ? <ReviewDialog summary={summary} /> : null}
    </>
  );
}

interface EmptyProps {
  summary: Summary;
  tier: DuplicateTier;
  isDecided: boolean;
  children: ReactNode;
}

/** A tier without groups: what is planned in others can still be looked over, and the last step taken back. */
function EmptyTier({ summary, tier, isDecided, children }: EmptyProps): ReactNode {
  useUndoKey((group) => useRoute.getState().adjust({ group }));
  const hasPlan = isAnythingPlanned(summary.plan) || summary.run !== null;
  return (
    <>
      {children}
      {hasPlan ? <PlanBar summary={summary} tier={tier} isDecided={isDecided} group={null} /> : null}
    </>
  );
}
