import { create } from 'zustand';
import { toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import { callEngine } from '../../engine-client/engine-client';
import { followTrial, type Trial } from './follow-trial';
import { tellTrial } from './trial-words';

/** Which files a password is for: those named, or all that need one. */
export interface Locked {
  readonly ids: readonly number[] | null;
  /** Of the only one. */
  readonly name: string | null;
}

type Step =
  | { readonly at: 'asking' }
  | { readonly at: 'trying'; readonly trial: Trial | null }
  | { readonly at: 'refused'; readonly trial: Trial }
  | { readonly at: 'failed'; readonly error: ErrorData };

interface UnlockState {
  /** Null while nothing is asked. */
  locked: Locked | null;
  step: Step;
  ask(locked: Locked): void;
  close(): void;
  /** Tries a password on the files; what comes of it is told here while it is open, else as a notice. */
  attempt(password: string, remember: boolean): Promise<void>;
}

/** As many as are followed one by one. */
const MOST_FOLLOWED = 100;
const LOOK_MS = 400;
const PATIENCE_MS = 600_000;

export const useUnlock = create<UnlockState>()((set, get) => ({
  locked: null,
  step: { at: 'asking' },
  ask: (locked) => set({ locked, step: { at: 'asking' } }),
  close: () => set({ locked: null }),
  attempt: async (password, remember) => {
    const { locked } = get();
    if (locked === null) return;
    // What comes of it concerns the dialog only while that is still the one that asked.
    const show = (step: Step): void => {
      if (get().locked === locked) set({ step });
    };
    show({ at: 'trying', trial: null });
    try {
      const before = await idsOfPasswords();
      const ids = locked.ids ?? (await idsOfLocked());
      const { count } = await callEngine('files.unlock', { ...(ids ? { ids: [...ids] } : {}), password, remember });
      if (ids === null) {
        if (get().locked === locked) set({ locked: null });
        tellTrial({ total: count, opened: null, locked: [] }, locked.name);
        return;
      }
      const trial = await followTrial(ids, {
        look: async (id) => (await callEngine('files.detail', { id })).row,
        pause: () => new Promise((resolve) => setTimeout(resolve, LOOK_MS)),
        onChange: (now) => show({ at: 'trying', trial: now }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (trial.opened === 0 && trial.locked.length > 0) await forgetNew(before);
      if (get().locked === locked && trial.locked.length > 0) {
        set({ locked: { ids: trial.locked, name: locked.name }, step: { at: 'refused', trial } });
        return;
      }
      if (get().locked === locked) set({ locked: null });
      tellTrial(trial, locked.name);
    } catch (thrown) {
      show({ at: 'failed', error: toErrorData(thrown) });
    }
  },
}));

/** The files that need a password; null when they are too many to be followed. */
async function idsOfLocked(): Promise<number[] | null> {
  const { rows, total } = await callEngine('files.page', {
    filter: { states: ['attention'], cause: 'needsPassword' },
    limit: MOST_FOLLOWED,
  });
  return total > MOST_FOLLOWED ? null : rows.map(({ id }) => id);
}

async function idsOfPasswords(): Promise<ReadonlySet<string>> {
  return new Set((await callEngine('passwords.list', {})).passwords.map(({ id }) => id));
}

/** A word that opened nothing was a slip: it is not kept, and no file is tried with it again. */
async function forgetNew(before: ReadonlySet<string>): Promise<void> {
  for (const id of await idsOfPasswords()) {
    if (!before.has(id)) await callEngine('passwords.remove', { id });
  }
}
