import { create } from 'zustand';

interface CreateState {
  /** Absolute paths of what goes into a new archive; null while none is being made. */
  sources: readonly string[] | null;
  /** More come to those that are there already. */
  open(sources: readonly string[]): void;
  add(sources: readonly string[]): void;
  remove(source: string): void;
  close(): void;
}

function joined(before: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...before, ...more])];
}

export const useCreate = create<CreateState>()((set) => ({
  sources: null,
  open: (sources) => set((state) => ({ sources: joined(state.sources ?? [], sources) })),
  add: (more) => set((state) => (state.sources === null ? {} : { sources: joined(state.sources, more) })),
  remove: (source) => set((state) => ({ sources: state.sources?.filter((one) => one !== source) ?? null })),
  close: () => set({ sources: null }),
}));
