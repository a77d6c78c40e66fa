import { create } from 'zustand';

/** Rules that are to act on files that are there. */
export interface AskedRun {
  /** Null for all that are on. */
  readonly names: readonly string[] | null;
  /** Null for all watched folders. */
  readonly folderId: number | null;
}

interface RunState {
  /** Null while nobody asks. */
  asked: AskedRun | null;
  ask(asked: AskedRun): void;
  close(): void;
}

export const useRun = create<RunState>()((set) => ({
  asked: null,
  ask: (asked) => set({ asked }),
  close: () => set({ asked: null }),
}));
