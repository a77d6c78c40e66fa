import type { FolderView } from '../../../shared/model/folder';
import type { SavedView } from '../../../shared/model/view';
import type { Route } from '../../state/route-store';

type Folders = readonly Pick<FolderView, 'id' | 'path'>[];
type Narrowed = Pick<Route, 'section' | 'query' | 'state' | 'lane' | 'folderId' | 'sort'>;

/** What the list of files shows now, as a view without a name; null where it shows everything, or another screen is on. */
export function viewAt({ section, query, state, lane, folderId, sort }: Narrowed, folders: Folders): Omit<SavedView, 'name'> | null {
  if (section !== 'files') return null;
  const folder = folders.find(({ id }) => id === folderId)?.path ?? null;
  const view = { query: query.trim(), state, lane, folder, sort };
  return view.query === '' && state === 'all' && lane === null && folder === null && sort === null ? null : view;
}

/** Where a view leads. One whose folder is watched no longer shows all folders. */
export function routeOfView({ query, state, lane, folder, sort }: SavedView, folders: Folders): Partial<Route> {
  const folderId = folder === null ? null : (folders.find(({ path }) => path === folder)?.id ?? null);
  return { section: 'files', query, state, lane, folderId, sort };
}

const KEYS = ['query', 'state', 'lane', 'folder', 'sort'] as const;

/** The saved view that is on show. */
export function shownView(views: readonly SavedView[], route: Narrowed, folders: Folders): SavedView | null {
  const now = viewAt(route, folders);
  return now === null ? null : (views.find((view) => KEYS.every((key) => view[key] === now[key])) ?? null);
}
