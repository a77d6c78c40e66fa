import { create } from 'zustand';
import type { FileFilter } from '../../shared/contract/engine-api';
import { CAUSES, type Cause } from '../../shared/errors/error-table';
import { DUPLICATE_TIERS, duplicateGroupIdSchema, type DuplicateTier } from '../../shared/model/duplicates';
import { FILE_EVENTS, FILE_SORTS, FILE_STATES, LANES, TRIGGERS, type FileEvent, type Lane, type Trigger } from '../../shared/model/file';

const SECTION_IDS = ['overview', 'folders', 'files', 'attention', 'duplicates', 'images', 'archives', 'rules', 'handoffs', 'history', 'flow', 'uploads', 'settings'] as const;
export type SectionId = (typeof SECTION_IDS)[number];
export type FileSort = (typeof FILE_SORTS)[number];

/** What was done to files, as the history is narrowed to it; several actions of the engine are one of them. */
export const DEEDS = ['moved', 'copied', 'linked', 'removed', 'changed', 'extracted', 'packed', 'tagged', 'told', 'logged', 'sent', 'uploaded', 'ran'] as const;
export type Deed = (typeof DEEDS)[number];

/** How far back the history is shown. */
export const PERIODS = ['all', 'today', 'week', 'month', 'year'] as const;
export type Period = (typeof PERIODS)[number];

export const HANDOFF_VIEWS = ['board', 'expectations', 'places'] as const;
export type HandoffView = (typeof HANDOFF_VIEWS)[number];

export const SETTINGS_PAGES = ['general', 'desktop', 'processing', 'watching', 'ocr', 'pictures', 'duplicates', 'archives', 'actions', 'destinations', 'vault', 'security', 'keys', 'history', 'health', 'advanced'] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];

type Phase = NonNullable<FileFilter['phase']>;
const PHASES = ['retrying', 'held', 'clearedToday'] as const satisfies readonly Phase[];
/** Which files a list shows: those in a state, or in a phase of one. */
export const SHOWN = ['all', ...FILE_STATES, ...PHASES] as const;
export type Shown = (typeof SHOWN)[number];

/** What to ask the engine for. */
export function filterOf(shown: Shown): Pick<FileFilter, 'states' | 'phase'> {
  if (shown === 'all') return {};
  const phase = PHASES.find((one) => one === shown);
  return phase ? { phase } : { states: [shown as Exclude<Shown, 'all' | Phase>] };
}

/** Where the window is: everything that a link can lead to. */
export interface Route {
  section: SectionId;
  state: Shown;
  lane: Lane | null;
  folderId: number | null;
  cause: Cause | null;
  query: string;
  /** Null: the best one for what is shown. */
  sort: FileSort | null;
  fileId: number | null;
  event: FileEvent | null;
  trigger: Trigger | null;
  period: Period;
  /** One day of the history, "2026-11-20" in local time, in place of a period; '' for none. */
  day: string;
  /** A rule, by its name: the one that is shown, or what the history is narrowed to. */
  rule: string | null;
  deed: Deed | null;
  /** The folder into which rules have put what the history shows; '' for any. */
  target: string;
  /** Part of a path that the history is narrowed to, or words and conditions for images; the search field at the top has `query`. */
  find: string;
  /** The line of the history that was chosen; what became of its file is in `fileId`. */
  jobId: number | null;
  page: SettingsPage;
  /** Null: the first that has duplicates. */
  tier: DuplicateTier | null;
  /** A group of duplicates; null: the first of the list. */
  group: string | null;
  /** Duplicates that were decided about, instead of the open ones. */
  decided: boolean;
  view: HandoffView;
  /** An archive that lies in no watched folder, or a hand-off, absolute; '' while none is shown. An archive of the ledger is in `fileId`. */
  path: string;
  /** The archive inside `fileId` that is shown: ordinals from the outside in, "3.17"; '' for the outermost. */
  inside: string;
  /** The entry that is shown, by its ordinal. */
  entry: number | null;
}

export const HOME: Route = {
  section: 'overview',
  state: 'all',
  lane: null,
  folderId: null,
  cause: null,
  query: '',
  sort: null,
  fileId: null,
  event: null,
  trigger: null,
  period: 'all',
  day: '',
  rule: null,
  deed: null,
  target: '',
  find: '',
  jobId: null,
  page: 'general',
  tier: null,
  group: null,
  decided: false,
  view: 'board',
  path: '',
  inside: '',
  entry: null,
};

const KEYS = Object.keys(HOME).filter((key) => key !== 'section') as Exclude<keyof Route, 'section'>[];

export function hrefOf(route: Partial<Route>): string {
  const search = new URLSearchParams();
  const full = { ...HOME, ...route };
  for (const key of KEYS) {
    if (full[key] !== HOME[key]) search.set(key, String(full[key]));
  }
  const rest = search.toString();
  return `#${full.section}${rest ? `?${rest}` : ''}`;
}

export function routeOf(hash: string): Route {
  const [section = '', rest = ''] = hash.replace(/^#/, '').split('?', 2);
  const search = new URLSearchParams(rest);
  const among = <T extends string>(all: readonly T[], value: string | null): T | undefined =>
    all.find((one) => one === value);
  const id = (value: string | null): number | null => (value && /^[1-9]\d{0,15}$/.test(value) ? Number(value) : null);
  const ordinal = (value: string | null): number | null => (value && /^\d{1,9}$/.test(value) ? Number(value) : null);
  return {
    section: among(SECTION_IDS, section) ?? HOME.section,
    state: among(SHOWN, search.get('state')) ?? 'all',
    lane: among(LANES, search.get('lane')) ?? null,
    folderId: id(search.get('folderId')),
    cause: among(CAUSES, search.get('cause')) ?? null,
    query: (search.get('query') ?? '').slice(0, 500),
    sort: among(FILE_SORTS, search.get('sort')) ?? null,
    fileId: id(search.get('fileId')),
    event: among(FILE_EVENTS, search.get('event')) ?? null,
    trigger: among(TRIGGERS, search.get('trigger')) ?? null,
    period: among(PERIODS, search.get('period')) ?? HOME.period,
    day: /^\d{4}-\d{2}-\d{2}$/.exec(search.get('day') ?? '')?.[0] ?? '',
    rule: search.get('rule')?.slice(0, 200) || null,
    deed: among(DEEDS, search.get('deed')) ?? null,
    target: (search.get('target') ?? '').slice(0, 4096),
    find: (search.get('find') ?? '').slice(0, 500),
    jobId: id(search.get('jobId')),
    page: among(SETTINGS_PAGES, search.get('page')) ?? HOME.page,
    tier: among(DUPLICATE_TIERS, search.get('tier')) ?? null,
    group: duplicateGroupIdSchema.safeParse(search.get('group')).data ?? null,
    decided: search.get('decided') === 'true',
    view: among(HANDOFF_VIEWS, search.get('view')) ?? HOME.view,
    path: (search.get('path') ?? '').slice(0, 4096),
    inside: /^\d{1,9}(\.\d{1,9}){0,9}$/.exec(search.get('inside') ?? '')?.[0] ?? '',
    entry: ordinal(search.get('entry')),
  };
}

interface RouteState {
  route: Route;
  /** Goes to a place, as a link does: what is not named is reset. */
  go(route: Partial<Route>): void;
  /** Changes a part of the place where we are, without a step in the history. */
  adjust(route: Partial<Route>): void;
}

export const useRoute = create<RouteState>()((set, get) => ({
  route: routeOf(window.location.hash),
  go: (partial) => {
    const route = { ...HOME, ...partial };
    window.history.pushState(null, '', hrefOf(route));
    set({ route });
  },
  adjust: (partial) => {
    const route = { ...get().route, ...partial };
    window.history.replaceState(null, '', hrefOf(route));
    set({ route });
  },
}));

window.addEventListener('popstate', () => useRoute.setState({ route: routeOf(window.location.hash) }));
