import { create } from 'zustand';

interface DialogState {
  keyHelp: boolean;
  addFolder: boolean;
  /** Folders to add, one after the other. */
  paths: readonly string[];
  openAddFolder(paths?: readonly string[]): void;
  /** The one at the front is dealt with. */
  nextFolder(): void;
  closeAddFolder(): void;
  setKeyHelp(open: boolean): void;
}

export const useDialogs = create<DialogState>()((set) => ({
  keyHelp: false,
  addFolder: false,
  paths: [],
  openAddFolder: (paths = []) =>
    set((state) => ({ addFolder: true, paths: state.addFolder ? [...state.paths, ...paths] : paths })),
  nextFolder: () =>
    set((state) => {
      const paths = state.paths.slice(1);
      return { paths, addFolder: paths.length > 0 };
    }),
  closeAddFolder: () => set({ addFolder: false, paths: [] }),
  setKeyHelp: (keyHelp) => set({ keyHelp }),
}));
