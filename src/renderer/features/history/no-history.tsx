import { FileSearch, FolderPlus, History } from 'lucide-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { DEED_WORDS } from '../../format/deed-words';
import { EVENT_WORDS } from '../../format/event-words';
import { SHOWN_WORDS } from '../../format/state-words';
import { TRIGGER_WORDS } from '../../format/trigger-words';
import { Button } from '../../parts/button';
import { EmptyState } from '../../parts/empty-state';
import { useDialogs } from '../../state/dialog-store';
import { useSnapshot } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { EVERYTHING, PERIOD_WORDS } from './history-filter';

/** Says which filter leaves nothing over, and offers to clear it. */
export function NoHistory(): ReactNode {
  const { state, folderId, event, trigger, period, rule, deed, target, find } = useRoute((now) => now.route);
  const folders = useSnapshot((snapshot) => snapshot.folders, []);
  const folder = folders.find((one) => one.id === folderId)?.settings.name;
  const parts = [
    find.trim() ? `“${displayName(find.trim())}” in the path` : null,
    folder ? `folder “${folder}”` : null,
    event ? `event “${EVENT_WORDS[event].word}”` : null,
    state === 'all' ? null : `outcome “${SHOWN_WORDS[state].word}”`,
    trigger ? `trigger “${TRIGGER_WORDS[trigger].word}”` : null,
    rule === null ? null : `rule “${displayName(rule)}”`,
    deed === null ? null : `deed “${DEED_WORDS[deed].word}”`,
    target === '' ? null : `what was put into “${displayName(target)}”`,
    period === 'all' ? null : `period “${PERIOD_WORDS[period]}”`,
  ].filter((part) => part !== null);

  if (parts.length > 0) {
    return (
      <EmptyState icon={FileSearch} title="Nothing in the history matches" text={`Shown are entries with ${parts.join(' and ')}.`}>
        <Button data-testid="clear-filters" onClick={() => useRoute.getState().adjust(EVERYTHING)}>
          Clear
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={History}
      title="Nothing has happened yet"
      text="Each time a file is done, ignored or needs you, a line is written here: when, which file, and what came of it."
    >
      {folders.length === 0 ? (
        <Button icon={FolderPlus} onClick={() => useDialogs.getState().openAddFolder()}>
          Add folder
        </Button>
      ) : null}
    </EmptyState>
  );
}
