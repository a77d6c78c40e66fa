import { create } from 'zustand';

const KEY = 'filemill.panes';

interface LayoutState {
  /** Widths of list panes, by splitter. */
  widths: Readonly<Record<string, number>>;
  setWidth(id: string, width: number): void;
}

function load(): Record<string, number> {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    return Object.fromEntries(Object.entries(stored).filter(([, width]) => Number.isFinite(width)));
  } catch {
    return {};
  }
}

export const useLayout = create<LayoutState>()((set, get) => ({
  widths: load(),
  setWidth: (id, width) => {
    const widths = { ...get().widths, [id]: Math.round(width) };
    set({ widths });
    try {
      window.localStorage.setItem(KEY, JSON.stringify(widths));
    } catch {
      // Without storage the width lasts as long as the window.
    }
  },
}));
