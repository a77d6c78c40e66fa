import { create } from 'zustand';

interface PaletteState {
  /** What had the focus when it was opened: keys that it presses are heard there. */
  openedFrom: Element | null;
  isOpen: boolean;
  open(): void;
  close(): void;
}

export const usePalette = create<PaletteState>()((set) => ({
  openedFrom: null,
  isOpen: false,
  open: () => set({ isOpen: true, openedFrom: document.activeElement }),
  close: () => set({ isOpen: false }),
}));
