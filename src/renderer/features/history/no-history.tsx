import { FileSearch, FolderPlus, History } from 'lucide-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { DEED_WORDS } from '../../format/deed-words';
import { EVENT_WORDS } from '../../format/event-words';
import { joinWords } from '../../format/join-words';
import { SHOWN_WORDS } from '../../format/state-words';
import { TRIGGER_WORDS } from '../../format/trigger-words';
import { Button } from '../../parts/button';
import { EmptyState } from '../../parts/empty-state';
import { useDialogs } from '../../state/dialog-store';
import { useSnapshot } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { EVERYTHING, PERIOD_WORDS } from './history-filter';
import { formatDate } from '../../format/time';
import { t } from '../../../shared/words/words';

/** Says which filter leaves nothing over, and offers to clear it. */
export function NoHistory(): ReactNode {
  const { state, folderId, event, trigger, period, day, rule, deed, target, find } = useRoute((now) => now.route);
  const folders = useSnapshot((snapshot) => snapshot.folders, []);
  const folder = folders.find((one) => one.id === folderId)?.settings.name;
  const parts = [
    find.trim() ? t('“{text}” in the path', { text: displayName(find.trim()) }) : null,
    folder ? t('folder “{folder}”@@history', { folder }) : null,
    event ? t('event “{word}”', { word: EVENT_WORDS[event].word }) : null,
    state === 'all' ? null : t('outcome “{word}”', { word: SHOWN_WORDS[state].word }),
    trigger ? t('trigger “{word}”', { word: TRIGGER_WORDS[trigger].word }) : null,
    rule === null ? null : t('rule “{rule}”', { rule: displayName(rule) }),
    deed === null ? null : t('deed “{word}”', { word: DEED_WORDS[deed].word }),
    target === '' ? null : t('what was put into “{target}”', { target: displayName(target) }),
    day !== '' ? t('the day {day}', { day: formatDate(day) }) : period === 'all' ? null : t('period “{word}”', { word: PERIOD_WORDS[period] }),
  ].filter((part) => part !== null);

  if (parts.length > 0) {
    return (
      <EmptyState icon={FileSearch} title={t('Nothing in the history matches')} text={t('Shown are entries with {filters}.', { filters: joinWords(parts, 'and') })}>
        <Button data-testid="clear-filters" onClick={() => useRoute.getState().adjust(EVERYTHING)}>
          {t('Clear')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={History}
      title={t('Nothing has happened yet')}
      text={t('Each time a file is done, ignored or needs you, a line is written here: when, which file, and what came of it.')}
    >
      {folders.length === 0 ? (
        <Button kind="primary" icon={FolderPlus} onClick={() => useDialogs.getState().openAddFolder()}>
          {t('Add folder')}
        </Button>
      ) : null}
    </EmptyState>
  );
}
