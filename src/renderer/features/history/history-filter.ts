import type { HistoryFilter } from '../../../shared/model/history';
import type { FileState } from '../../../shared/model/file';
import { DEED_WORDS } from '../../format/deed-words';
import { daysBefore } from '../../format/time';
import type { Period, Route } from '../../state/route-store';
import { t } from '../../../shared/words/words';

/** Days before today that a period begins; null: with the first of all. */
const DAYS: Readonly<Record<Period, number | null>> = { all: null, today: 0, week: 6, month: 29, year: 364 };

export const PERIOD_WORDS: Readonly<Record<Period, string>> = {
  all: t('All time'),
  today: t('Today'),
  week: t('Last 7 days'),
  month: t('Last 30 days'),
  year: t('Last 365 days'),
};

/** The states in which a job can have ended. */
export const OUTCOMES = ['done', 'attention', 'ignored'] as const satisfies readonly FileState[];

export type HistoryPlace = Pick<Route, 'state' | 'folderId' | 'event' | 'trigger' | 'period' | 'day' | 'rule' | 'deed' | 'target' | 'find'>;

/** No filter at all. */
export const EVERYTHING: HistoryPlace = { state: 'all', folderId: null, event: null, trigger: null, period: 'all', day: '', rule: null, deed: null, target: '', find: '' };

/** What to ask the engine for. The same all day long, so that the list is not asked anew with every tick. */
export function historyFilter(place: HistoryPlace, now: number): HistoryFilter {
  const state = OUTCOMES.find((one) => one === place.state);
  const days = DAYS[place.period];
  const query = place.find.trim();
  return {
    ...(state ? { states: [state] } : {}),
    ...(place.folderId === null ? {} : { folderId: place.folderId }),
    ...(place.event ? { events: [place.event] } : {}),
    ...(place.trigger ? { triggers: [place.trigger] } : {}),
    ...(place.day !== '' ? spanOf(place.day) : days === null ? {} : { from: daysBefore(now, days) }),
    ...(place.rule === null ? {} : { rule: place.rule }),
    ...(place.deed === null ? {} : { actions: [...DEED_WORDS[place.deed].actions] }),
    ...(place.target === '' ? {} : { target: place.target }),
    ...(query ? { query } : {}),
  };
}

/** From its midnight to its last millisecond, also where clocks are changed in it. */
function spanOf(day: string): { from: number; to: number } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { from: new Date(year, month - 1, date).getTime(), to: new Date(year, month - 1, date + 1).getTime() - 1 };
}
