import { create } from 'zustand';
import type { ErrorData } from '../../shared/errors/filemill-error';
import { toErrorData } from '../../shared/errors/filemill-error';
import type { Snapshot } from '../../shared/model/engine';
import { keepSame } from './keep-same';

type Link = 'connecting' | 'connected' | 'restarting' | 'failed';

interface EngineState {
  /** The last one seen; stays readable while the engine is away. */
  snapshot: Snapshot | null;
  link: Link;
  error: ErrorData | null;
  /** Counts connections: lists and settings ask again when it moves. */
  connection: number;
  connected(snapshot: Snapshot): void;
  take(snapshot: Snapshot): void;
  lost(): void;
  failed(error: unknown): void;
  shellSays(status: { state: 'starting' | 'running' | 'restarting' | 'failed'; error: ErrorData | null }): void;
}

export const useEngine = create<EngineState>()((set) => ({
  snapshot: null,
  link: 'connecting',
  error: null,
  connection: 0,
  connected: (snapshot) =>
    set((state) => ({
      snapshot: keepSame(state.snapshot, snapshot),
      link: 'connected',
      error: null,
      connection: state.connection + 1,
    })),
  take: (snapshot) => set((state) => ({ snapshot: keepSame(state.snapshot, snapshot) })),
  lost: () => set((state) => ({ link: state.link === 'failed' ? 'failed' : 'restarting' })),
  failed: (error) => set({ link: 'failed', error: toErrorData(error) }),
  shellSays: ({ state, error }) =>
    set((now) => {
      if (state === 'failed') return { link: 'failed', error };
      if (state === 'restarting') return { link: 'restarting', error: null };
      // Starting or running: the port and its snapshot decide when the page is connected.
      return now.link === 'failed' ? { link: 'restarting', error: null } : {};
    }),
}));

/** A part of the last snapshot, or `fallback` before the first. */
export function useSnapshot<T>(select: (snapshot: Snapshot) => T, fallback: T): T {
  return useEngine((state) => (state.snapshot ? select(state.snapshot) : fallback));
}
