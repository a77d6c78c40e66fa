import { create } from 'zustand';
import type { Box } from '../../../shared/model/page-layout';
import { t } from '../../../shared/words/words';

export const DETAIL_TABS = [
  { id: 'summary', label: t('Summary') },
  { id: 'contents', label: t('Contents') },
  { id: 'text', label: t('Text') },
  { id: 'tables', label: t('Tables') },
  { id: 'metrics', label: t('Metrics') },
  { id: 'metadata', label: t('Metadata') },
  { id: 'timeline', label: t('Timeline') },
  { id: 'why', label: t('Why') },
] as const;
export type DetailTab = (typeof DETAIL_TABS)[number]['id'];

interface DetailState {
  /** The one chosen last, kept from file to file; null until one is chosen. */
  tab: DetailTab | null;
  setTab(tab: DetailTab | null): void;
}

export const useDetailTab = create<DetailState>()((set) => ({
  tab: null,
  setTab: (tab) => set({ tab }),
}));

/** A place on a page that something points at; the viewer goes there, frames it and lets it flash. */
export interface Place {
  /** From 1. */
  page: number;
  /** In the unit of the page's layout. */
  box: Box;
  /** Which of the page's words it is, counted through its layout; null for anything else. */
  word: number | null;
  /** It was pointed at on the page itself, which stays as large as it is. */
  isOnPage?: boolean;
}

interface PlaceState {
  /** Of the file on show; another object each time that something points, also at the same place. */
  place: Place | null;
  /** The page fills the window. */
  isEnlarged: boolean;
  point(place: Place | null): void;
  enlarge(isEnlarged: boolean): void;
}

export const usePlace = create<PlaceState>()((set) => ({
  place: null,
  isEnlarged: false,
  point: (place) => set({ place: place && { ...place } }),
  enlarge: (isEnlarged) => set({ isEnlarged }),
}));
