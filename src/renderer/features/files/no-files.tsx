import { CircleCheck, FileSearch, Files, FolderPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { LANE_WORDS } from '../../format/lane-words';
import { SHOWN_WORDS } from '../../format/state-words';
import { formatAgo } from '../../format/time';
import { Button } from '../../parts/button';
import { EmptyState } from '../../parts/empty-state';
import { useDialogs } from '../../state/dialog-store';
import { useSnapshot } from '../../state/engine-store';
import { useRoute, type Shown } from '../../state/route-store';
import { useNow } from '../../state/use-now';

const MINUTE_MS = 60_000;
/** What is still on its way; none of it is good news. */
const OPEN: ReadonlySet<Shown> = new Set<Shown>(['waiting', 'inProgress', 'retrying']);

/** Says which filter leaves nothing over, and offers to clear it. */
export function NoFiles(): ReactNode {
  const { state, lane, folderId, query } = useRoute((now) => now.route);
  const folders = useSnapshot((snapshot) => snapshot.folders, []);
  const open = useSnapshot(({ accounting }) => accounting.waiting + accounting.inProgress, 0);
  const lastArrival = useSnapshot((snapshot) => snapshot.lastArrival?.at ?? null, null);
  const now = useNow(MINUTE_MS);
  const folder = folders.find((one) => one.id === folderId)?.settings.name;
  const parts = [
    state === 'all' ? null : `state “${SHOWN_WORDS[state].word}”`,
    lane === null ? null : `lane “${LANE_WORDS[lane].word}”`,
    folder ? `folder “${folder}”` : null,
    query.trim() ? `“${displayName(query.trim())}” in text or name` : null,
  ].filter((part) => part !== null);

  if (parts.length === 1 && OPEN.has(state) && open === 0) {
    const last = lastArrival === null ? '' : ` Last file ${formatAgo(lastArrival, now)}.`;
    return (
      <EmptyState icon={CircleCheck} title="All caught up" text={`No file has the state “${SHOWN_WORDS[state].word}”.${last}`}>
        <ShowAll />
      </EmptyState>
    );
  }
  if (parts.length > 0) {
    return (
      <EmptyState icon={FileSearch} title="No file matches" text={`Shown are files with ${parts.join(' and ')}.`}>
        <ShowAll />
      </EmptyState>
    );
  }
  return folders.length === 0 ? (
    <EmptyState icon={Files} title="No file yet" text="Add a folder; every file in it is listed here with what became of it.">
      <Button icon={FolderPlus} onClick={() => useDialogs.getState().openAddFolder()}>
        Add folder
      </Button>
    </EmptyState>
  ) : (
    <EmptyState icon={Files} title="No file yet" text="Files appear here as soon as they arrive in a watched folder." />
  );
}

function ShowAll(): ReactNode {
  return (
    <Button data-testid="clear-filters" onClick={() => useRoute.getState().go({ section: 'files' })}>
      Clear
    </Button>
  );
}
