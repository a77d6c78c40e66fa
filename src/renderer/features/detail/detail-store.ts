import { create } from 'zustand';

export const DETAIL_TABS = [
  { id: 'summary', label: 'Summary' },
  { id: 'text', label: 'Text' },
  { id: 'metadata', label: 'Metadata' },
  { id: 'timeline', label: 'Timeline' },
  { id: 'why', label: 'Why' },
] as const;
export type DetailTab = (typeof DETAIL_TABS)[number]['id'];

interface DetailState {
  /** The one chosen last, kept from file to file; null until one is chosen. */
  tab: DetailTab | null;
  setTab(tab: DetailTab): void;
}

export const useDetailTab = create<DetailState>()((set) => ({
  tab: null,
  setTab: (tab) => set({ tab }),
}));
