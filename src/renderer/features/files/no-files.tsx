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
import { splitQuery } from '../search/split-query';
import { t } from '../../../shared/words/words';

const MINUTE_MS = 60_000;
/** What is still on its way; none of it is good news. */
const OPEN: ReadonlySet<Shown> = new Set<Shown>(['waiting', 'inProgress', 'retrying']);

/** Says which filter leaves nothing over, and offers to clear it. */
export function NoFiles(): ReactNode {
  const { state, lane, folderId, query } = useRoute((now) => now.route);
  const folders = useSnapshot((snapshot) => snapshot.folders, []);
  const open = useSnapshot(({ accounting }) => accounting.waiting + accounting.inProgress, 0);
  const lastArrival = useSnapshot((snapshot) => snapshot.lastArrival?.at ?? null, null);
  const { conditions, words } = splitQuery(query);
  const now = useNow(MINUTE_MS);
  const folder = folders.find((one) => one.id === folderId)?.settings.name;
  const parts = [
    state === 'all' ? null : t('state “{state}”', { state: SHOWN_WORDS[state].word }),
    lane === null ? null : t('lane “{lane}”', { lane: LANE_WORDS[lane].word }),
    folder ? t('folder “{folder}”', { folder }) : null,
    words.trim() ? t('“{text}” in text or name', { text: displayName(words.trim()) }) : null,
    ...conditions.map((condition) => t('condition “{condition}”', { condition: displayName(condition) })),
  ].filter((part) => part !== null);

  if (parts.length === 1 && OPEN.has(state) && open === 0) {
    const { word } = SHOWN_WORDS[state];
    const text =
      lastArrival === null
        ? t('No file has the state “{state}”.', { state: word })
        : t('No file has the state “{state}”. Last file {ago}.', { state: word, ago: formatAgo(lastArrival, now) });
    return (
      <EmptyState icon={CircleCheck} title={t('All caught up')} text={text}>
        <ShowAll />
      </EmptyState>
    );
  }
  if (parts.length > 0) {
    return (
      <EmptyState icon={FileSearch} title={t('No file matches')} text={t('Shown are files with {conditions}.', { conditions: parts.join(` ${t('and')} `) })}>
        <ShowAll />
      </EmptyState>
    );
  }
  return folders.length === 0 ? (
    <EmptyState icon={Files} title={t('No file yet')} text={t('Add a folder; every file in it is listed here with what became of it.')}>
      <Button kind="primary" icon={FolderPlus} onClick={() => useDialogs.getState().openAddFolder()}>
        {t('Add folder')}
      </Button>
    </EmptyState>
  ) : (
    <EmptyState icon={Files} title={t('No file yet')} text={t('Files appear here as soon as they arrive in a watched folder.')} />
  );
}

function ShowAll(): ReactNode {
  return (
    <Button data-testid="clear-filters" onClick={() => useRoute.getState().go({ section: 'files' })}>
      {t('Clear')}
    </Button>
  );
}
