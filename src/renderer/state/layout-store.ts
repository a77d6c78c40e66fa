import { create } from 'zustand';

const WIDTHS_KEY = 'filemill.panes';
const FOLDS_KEY = 'filemill.folds';
const CHOICES_KEY = 'filemill.choices';

interface LayoutState {
  /** Widths of list panes, by splitter. */
  widths: Readonly<Record<string, number>>;
  /** Parts of screens that were opened or closed by hand. */
  folds: Readonly<Record<string, boolean>>;
  /** How lists are arranged, by list. */
  choices: Readonly<Record<string, string>>;
  /** Null: as wide as it is by itself. */
  setWidth(id: string, width: number | null): void;
  setOpen(id: string, isOpen: boolean): void;
  choose(id: string, choice: string): void;
}

function load<T>(key: string, isKept: (value: unknown) => value is T): Record<string, T> {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(key) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    return Object.fromEntries(Object.entries(stored).filter((entry): entry is [string, T] => isKept(entry[1])));
  } catch {
    return {};
  }
}

function save(key: string, value: Readonly<Record<string, unknown>>): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Without storage the layout lasts as long as the window.
  }
}

export const useLayout = create<LayoutState>()((set, get) => ({
  widths: load(WIDTHS_KEY, (value): value is number => Number.isFinite(value)),
  folds: load(FOLDS_KEY, (value): value is boolean => typeof value === 'boolean'),
  choices: load(CHOICES_KEY, (value): value is string => typeof value === 'string'),
  setWidth: (id, width) => {
    const { [id]: _, ...others } = get().widths;
    set({ widths: width === null ? others : { ...others, [id]: Math.round(width) } });
    save(WIDTHS_KEY, get().widths);
  },
  setOpen: (id, isOpen) => {
    set({ folds: { ...get().folds, [id]: isOpen } });
    save(FOLDS_KEY, get().folds);
  },
  choose: (id, choice) => {
    set({ choices: { ...get().choices, [id]: choice } });
    save(CHOICES_KEY, get().choices);
  },
}));
