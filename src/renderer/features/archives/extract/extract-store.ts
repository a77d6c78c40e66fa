import { create } from 'zustand';
import type { ArchiveRef } from '../../../../shared/model/archive';

/** What is to be extracted. */
export interface ExtractWish {
  readonly archive: ArchiveRef;
  /** Of the archive. */
  readonly name: string;
  /** The chosen entries; null for all. */
  readonly ordinals: readonly number[] | null;
  /** The entries that open only with a password. */
  readonly encrypted: ReadonlySet<number>;
}

interface ExtractState {
  /** Null while nothing is asked. */
  wish: ExtractWish | null;
  open(wish: ExtractWish): void;
  close(): void;
}

export const useExtract = create<ExtractState>()((set) => ({
  wish: null,
  open: (wish) => set({ wish }),
  close: () => set({ wish: null }),
}));
