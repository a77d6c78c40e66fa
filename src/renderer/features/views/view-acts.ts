import { create } from 'zustand';
import { MOST_VIEWS, type SavedView } from '../../../shared/model/view';
import { useEngine } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { useSettings } from '../../state/settings-store';
import { attempt, tell } from '../../state/toast-store';
import { viewAt } from './view-route';
import { t } from '../../../shared/words/words';

/** What is being named: what the list shows now, or a saved view under another name. */
interface Naming {
  view: Omit<SavedView, 'name'>;
  /** The name it had; null for a new one. */
  former: string | null;
}

interface NamingState {
  naming: Naming | null;
  set(naming: Naming | null): void;
}

/** Whether the name of a view is asked for. */
export const useNaming = create<NamingState>()((set) => ({ naming: null, set: (naming) => set({ naming }) }));

const viewsNow = (): readonly SavedView[] => useSettings.getState().settings?.views ?? [];

/** What the list of files shows; null where it shows everything, and nothing can be saved. */
export const viewToSave = (): Omit<SavedView, 'name'> | null => viewAt(useRoute.getState().route, useEngine.getState().snapshot?.folders ?? []);

/** Asks for a name for what the list shows. */
export function saveView(): void {
  const view = viewToSave();
  if (view === null) return;
  if (viewsNow().length >= MOST_VIEWS) tell(t('There are {most, number} views already; remove one first', { most: MOST_VIEWS }));
  else useNaming.getState().set({ view, former: null });
}

export const renameView = ({ name, ...view }: SavedView): void => useNaming.getState().set({ view, former: name });

/** @returns why a view can't have the name; null when it can */
export function objectionTo(name: string, former: string | null): string | null {
  const isTaken = name !== former && viewsNow().some((view) => view.name === name);
  return isTaken ? t('There is a view of that name') : null;
}

/** @returns whether it was kept; what went wrong was said */
export async function keepView({ view, former }: Naming, name: string): Promise<boolean> {
  const kept = { name, ...view };
  const views = former === null ? [...viewsNow(), kept] : viewsNow().map((one) => (one.name === former ? kept : one));
  return write(views);
}

/** Gone at once; the notice brings it back, at its place. */
export async function removeView(view: SavedView): Promise<void> {
  const before = viewsNow();
  if (!(await write(before.filter(({ name }) => name !== view.name)))) return;
  tell(t('The view “{name}” is removed', { name: view.name }), { label: t('Undo'), run: () => void write(before) });
}

const write = (views: readonly SavedView[]): Promise<boolean> => attempt(() => useSettings.getState().update({ views: [...views] }));
