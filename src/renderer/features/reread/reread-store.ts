import { create } from 'zustand';
import type { FileRow } from '../../../shared/model/file';

export interface Rereading {
  readonly files: readonly Pick<FileRow, 'id' | 'name'>[];
  /** In which they were read before; null where they were not. */
  readonly languages: readonly string[] | null;
  /** Pictures are read also where no text was seen in them. */
  readonly isAlways: boolean;
}

interface RereadState {
  /** Null while nothing is asked. */
  asked: Rereading | null;
  ask(asked: Rereading): void;
  close(): void;
}

export const useReread = create<RereadState>()((set) => ({
  asked: null,
  ask: (asked) => set({ asked }),
  close: () => set({ asked: null }),
}));
