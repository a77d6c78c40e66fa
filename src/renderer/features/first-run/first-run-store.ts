import { create } from 'zustand';
import type { RecipeId } from '../../../shared/model/folder';
import { callEngine } from '../../engine-client/engine-client';
import { useSettings } from '../../state/settings-store';

interface FirstRunState {
  /** The chosen folder, before it is watched. */
  path: string | null;
  /** The folder whose first files are watched running through. */
  folderId: number | null;
  choose(path: string | null): void;
  /** Rules of the recipe act on the first files, too. */
  start(recipe: RecipeId): Promise<void>;
  finish(): Promise<void>;
}

export const useFirstRun = create<FirstRunState>()((set, get) => ({
  path: null,
  folderId: null,
  choose: (path) => set({ path }),
  start: async (recipe) => {
    const { path } = get();
    if (path === null) return;
    const folder = await callEngine('folders.add', { path, settings: { recipe }, existing: 'process' });
    set({ folderId: folder.id });
  },
  finish: async () => {
    await useSettings.getState().update({ firstRunDone: true });
    set({ path: null, folderId: null });
  },
}));
