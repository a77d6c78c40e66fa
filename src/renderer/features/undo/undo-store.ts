import { create } from 'zustand';

/** What is to be taken back: single effects, all of a file, of one version of it, of an order, or of a rule. */
export type UndoScope = { ids: number[] } | { fileId: number } | { jobId: number } | { orderId: number } | { rule: string };

export interface AskedUndo {
  readonly scope: UndoScope;
  /** What it is about, for the title: "invoice.pdf". */
  readonly subject: string;
}

interface UndoState {
  /** Null while nothing is asked. */
  asked: AskedUndo | null;
  ask(asked: AskedUndo): void;
  close(): void;
}

export const useUndo = create<UndoState>()((set) => ({
  asked: null,
  ask: (asked) => set({ asked }),
  close: () => set({ asked: null }),
}));
