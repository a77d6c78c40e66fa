import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { FILE_EVENTS, TRIGGERS } from '../../../shared/model/file';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { DEED_WORDS } from '../../format/deed-words';
import { EVENT_WORDS } from '../../format/event-words';
import { STATE_WORDS } from '../../format/state-words';
import { TRIGGER_WORDS } from '../../format/trigger-words';
import { Select } from '../../parts/select';
import { useSnapshot } from '../../state/engine-store';
import { DEEDS, PERIODS, useRoute, type Route } from '../../state/route-store';
import { OUTCOMES, PERIOD_WORDS } from './history-filter';
import { formatDate } from '../../format/time';
import { t } from '../../../shared/words/words';
import styles from './history-screen.module.css';

export function HistoryFilters(): ReactNode {
  const { state, folderId, event, trigger, period, day, rule, deed, target } = useRoute((now) => now.route);
  const rules = useRuleNames(rule);
  const folders = useSnapshot((snapshot) => snapshot.folders, []);
  const set = (change: Partial<Route>): void => useRoute.getState().adjust({ ...change, fileId: null, jobId: null });
  return (
    <div className={styles.filters} role="group" aria-label={t('Filters')}>
      <Select
        label={t('Folder')}
        value={String(folderId ?? '')}
        options={[
          { value: '', label: t('All folders') },
          ...folders.map((folder) => ({ value: String(folder.id), label: folder.settings.name })),
        ]}
        onChange={(value) => set({ folderId: value === '' ? null : Number(value) })}
        testId="history-folder"
      />
      <Select
        label={t('Event')}
        value={event ?? ''}
        options={[
          { value: '', label: t('All events') },
          ...FILE_EVENTS.map((one) => ({ value: one, label: EVENT_WORDS[one].word })),
        ]}
        onChange={(value) => set({ event: value === '' ? null : value })}
        testId="history-event"
      />
      <Select
        label={t('Outcome')}
        value={state}
        options={[
          { value: 'all' as Route['state'], label: t('All outcomes') },
          ...OUTCOMES.map((one) => ({ value: one, label: STATE_WORDS[one].word })),
        ]}
        onChange={(value) => set({ state: value })}
        testId="history-outcome"
      />
      <Select
        label={t('Trigger')}
        value={trigger ?? ''}
        options={[
          { value: '', label: t('All triggers') },
          ...TRIGGERS.map((one) => ({ value: one, label: TRIGGER_WORDS[one].word })),
        ]}
        onChange={(value) => set({ trigger: value === '' ? null : value })}
        testId="history-trigger"
      />
      <Select
        label={t('What was done')}
        value={deed ?? ''}
        options={[{ value: '', label: t('All actions') }, ...DEEDS.map((one) => ({ value: one, label: DEED_WORDS[one].word }))]}
        onChange={(value) => set({ deed: value === '' ? null : value })}
        testId="history-deed"
      />
      {rules.length > 0 ? (
        <Select
          label={t('Rule')}
          value={rule ?? ''}
          options={[{ value: '', label: t('All rules') }, ...rules.map((name) => ({ value: name, label: displayName(name) }))]}
          onChange={(value) => set({ rule: value || null })}
          testId="history-rule"
        />
      ) : null}
      <Select
        label={t('Period')}
        value={period}
        options={PERIODS.map((one) => ({ value: one, label: PERIOD_WORDS[one] }))}
        onChange={(value) => set({ period: value, day: '' })}
        testId="history-period"
      />
      {day === '' ? null : (
        <button type="button" className={styles.target} title={t('Only what was done with on this day. Press to show all.')} data-testid="history-day" onClick={() => set({ day: '' })}>
          <span>{t('on {day}', { day: formatDate(day) })}</span>
          <X aria-hidden />
        </button>
      )}
      {target === '' ? null : (
        <button type="button" className={styles.target} title={t('Put into {target} by a rule. Press to show all.', { target: displayName(target) })} data-testid="history-target" onClick={() => set({ target: '' })}>
          <span>{t('into {target}', { target: displayName(target) })}</span>
          <X aria-hidden />
        </button>
      )}
    </div>
  );
}

/** Those that there are, and the one that the history is narrowed to. */
function useRuleNames(current: string | null): string[] {
  const { value } = useLive('names', (signal) => callEngine('rules.read', {}, { signal }), 5_000);
  const names = value?.rules.map(({ rule }) => rule.name) ?? [];
  return current === null || names.includes(current) ? names : [...names, current];
}
