import type { ReactNode } from 'react';
import { FILE_EVENTS, TRIGGERS } from '../../../shared/model/file';
import { EVENT_WORDS } from '../../format/event-words';
import { STATE_WORDS } from '../../format/state-words';
import { TRIGGER_WORDS } from '../../format/trigger-words';
import { Select } from '../../parts/select';
import { useSnapshot } from '../../state/engine-store';
import { PERIODS, useRoute, type Route } from '../../state/route-store';
import { OUTCOMES, PERIOD_WORDS } from './history-filter';
import styles from './history-screen.module.css';

export function HistoryFilters(): ReactNode {
  const { state, folderId, event, trigger, period } = useRoute((now) => now.route);
  const folders = useSnapshot((snapshot) => snapshot.folders, []);
  const set = (change: Partial<Route>): void => useRoute.getState().adjust({ ...change, fileId: null, jobId: null });
  return (
    <div className={styles.filters} role="group" aria-label="Filters">
      <Select
        label="Folder"
        value={String(folderId ?? '')}
        options={[
          { value: '', label: 'All folders' },
          ...folders.map((folder) => ({ value: String(folder.id), label: folder.settings.name })),
        ]}
        onChange={(value) => set({ folderId: value === '' ? null : Number(value) })}
        testId="history-folder"
      />
      <Select
        label="Event"
        value={event ?? ''}
        options={[
          { value: '', label: 'All events' },
          ...FILE_EVENTS.map((one) => ({ value: one, label: EVENT_WORDS[one].word })),
        ]}
        onChange={(value) => set({ event: value === '' ? null : value })}
        testId="history-event"
      />
      <Select
        label="Outcome"
        value={state}
        options={[
          { value: 'all' as Route['state'], label: 'All outcomes' },
          ...OUTCOMES.map((one) => ({ value: one, label: STATE_WORDS[one].word })),
        ]}
        onChange={(value) => set({ state: value })}
        testId="history-outcome"
      />
      <Select
        label="Trigger"
        value={trigger ?? ''}
        options={[
          { value: '', label: 'All triggers' },
          ...TRIGGERS.map((one) => ({ value: one, label: TRIGGER_WORDS[one].word })),
        ]}
        onChange={(value) => set({ trigger: value === '' ? null : value })}
        testId="history-trigger"
      />
      <Select
        label="Period"
        value={period}
        options={PERIODS.map((one) => ({ value: one, label: PERIOD_WORDS[one] }))}
        onChange={(value) => set({ period: value })}
        testId="history-period"
      />
    </div>
  );
}
