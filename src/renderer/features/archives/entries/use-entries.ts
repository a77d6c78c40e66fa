import { useEffect, useRef, useState } from 'react';
import type { EngineApi } from '../../../../shared/contract/engine-api';
import { toErrorData, type ErrorData } from '../../../../shared/errors/filemill-error';
import type { ArchiveEntryView, ArchiveRef } from '../../../../shared/model/archive';
import type { CallOutput } from '../../../../shared/rpc/define-api';
import { callEngine } from '../../../engine-client/engine-client';
import { useEngine } from '../../../state/engine-store';
import { keyOf } from '../shown-archive';

type Answer = CallOutput<EngineApi, 'archives.entries'>;

/** All that is known of what is in an archive. */
export interface Listing extends Omit<Answer, 'revision' | 'entries'> {
  readonly archive: ArchiveRef;
  /** Of the archive (`keyOf`). */
  readonly key: string;
  /** Grows from piece to piece until all are there. */
  readonly entries: readonly ArchiveEntryView[];
  readonly isComplete: boolean;
}

interface State {
  key: string | null;
  listing: Listing | null;
  error: ErrorData | null;
}

const FIRST = 2_000;
const FURTHER = 5_000;
/** How often it is looked whether the archive has changed, or was looked into. */
const LEAST_MS = 1_500;

const NOTHING: State = { key: null, listing: null, error: null };

/** The entries of an archive, read piece by piece, and read again when the archive or what is known of it changes. */
export function useEntries(archive: ArchiveRef | null): Pick<State, 'listing' | 'error'> & { again: () => void } {
  const key = archive === null ? null : keyOf(archive);
  const [state, setState] = useState<State>(NOTHING);
  const latest = useRef(archive);
  latest.current = archive;
  const again = useRef<() => void>(() => undefined);

  useEffect(() => {
    const wanted = latest.current;
    if (key === null || wanted === null) return undefined;
    const abort = new AbortController();
    const { signal } = abort;
    let known: string | null = null;
    let isBusy = false;
    let isTouched = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastAt = 0;

    const look = async (): Promise<void> => {
      timer = undefined;
      isTouched = false;
      isBusy = true;
      lastAt = performance.now();
      try {
        const first = await callEngine('archives.entries', { archive: wanted, offset: 0, limit: known === null ? FIRST : 1 }, { signal });
        const sign = signOf(first);
        if (sign !== known) {
          await readAll(wanted, key, known === null ? first : null, signal, (listing) => setState({ key, listing, error: null }));
          known = sign;
        } else setState((now) => (now.error === null ? now : { ...now, error: null }));
      } catch (thrown) {
        if (signal.aborted) return;
        known = null;
        const error = toErrorData(thrown);
        // What is there stays while the engine is away.
        setState((now) => ({ key, listing: now.key === key && error.code === 'peer.gone' ? now.listing : null, error }));
      }
      isBusy = false;
      if (isTouched) plan();
    };
    const plan = (): void => {
      isTouched = true;
      if (isBusy || timer !== undefined || signal.aborted) return;
      timer = setTimeout(() => void look(), Math.max(0, lastAt + LEAST_MS - performance.now()));
    };
    again.current = () => {
      lastAt = 0;
      known = null;
      plan();
    };
    lastAt = -LEAST_MS;
    plan();
    const unsubscribe = useEngine.subscribe((now, before) => {
      if (now.snapshot?.revision !== before.snapshot?.revision || now.connection !== before.connection) plan();
    });
    return () => {
      unsubscribe();
      abort.abort();
      clearTimeout(timer);
    };
  }, [key]);

  const shown = state.key === key ? state : NOTHING;
  return { listing: shown.listing, error: shown.error, again: () => again.current() };
}

async function readAll(archive: ArchiveRef, key: string, begun: Answer | null, signal: AbortSignal, tell: (listing: Listing) => void): Promise<void> {
  const first = begun ?? (await callEngine('archives.entries', { archive, offset: 0, limit: FIRST }, { signal }));
  const { revision: _, entries: __, ...rest } = first;
  let entries = first.entries;
  let isComplete = entries.length >= first.total;
  // Nothing that was on show goes away while it is read once more.
  if (begun !== null || isComplete) tell({ ...rest, archive, key, entries, isComplete });
  while (!isComplete) {
    const next = await callEngine('archives.entries', { archive, offset: entries.length, limit: FURTHER }, { signal });
    entries = [...entries, ...next.entries];
    isComplete = next.entries.length === 0 || entries.length >= next.total;
  }
  tell({ ...rest, archive, key, entries, isComplete: true });
}

function signOf({ report, warnings, lookedInside, total }: Answer): string {
  return JSON.stringify([report, warnings, lookedInside, total]);
}
