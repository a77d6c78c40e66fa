import { create } from 'zustand';
import { FILE_SORTS } from '../../shared/contract/engine-api';
import { CAUSES, type Cause } from '../../shared/errors/error-table';
import { FILE_STATES, type FileState } from '../../shared/model/file';

const SECTION_IDS = ['overview', 'folders', 'files', 'attention', 'settings'] as const;
export type SectionId = (typeof SECTION_IDS)[number];
export type FileSort = (typeof FILE_SORTS)[number];

/** Where the window is: everything that a link can lead to. */
export interface Route {
  section: SectionId;
  state: FileState | 'all';
  folderId: number | null;
  cause: Cause | null;
  query: string;
  /** Null: the best one for what is shown. */
  sort: FileSort | null;
  fileId: number | null;
}

export const HOME: Route = {
  section: 'overview',
  state: 'all',
  folderId: null,
  cause: null,
  query: '',
  sort: null,
  fileId: null,
};

export function hrefOf(route: Partial<Route>): string {
  const search = new URLSearchParams();
  const full = { ...HOME, ...route };
  for (const key of ['state', 'folderId', 'cause', 'query', 'sort', 'fileId'] as const) {
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
  return {
    section: among(SECTION_IDS, section) ?? HOME.section,
    state: among(FILE_STATES, search.get('state')) ?? 'all',
    folderId: id(search.get('folderId')),
    cause: among(CAUSES, search.get('cause')) ?? null,
    query: (search.get('query') ?? '').slice(0, 500),
    sort: among(FILE_SORTS, search.get('sort')) ?? null,
    fileId: id(search.get('fileId')),
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
