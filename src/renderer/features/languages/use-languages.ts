import { useEffect } from 'react';
import { create } from 'zustand';
import { toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import type { EngineApi } from '../../../shared/contract/engine-api';
import type { CallOutput } from '../../../shared/rpc/define-api';
import { callEngine } from '../../engine-client/engine-client';
import { useEngine } from '../../state/engine-store';

interface InstalledLanguages {
  /** Null until it is known. */
  list: CallOutput<EngineApi, 'languages.list'> | null;
  error: ErrorData | null;
  /** Asks again, for everyone who shows it. */
  read: () => void;
}

const useStore = create<InstalledLanguages>()((set) => ({
  list: null,
  error: null,
  read: () =>
    void callEngine('languages.list', {}).then(
      (list) => set({ list, error: null }),
      (thrown: unknown) => set({ error: toErrorData(thrown) }),
    ),
}));

/** The trained data that is there, and whether the machine has a tesseract of its own. */
export function useLanguages(): InstalledLanguages {
  const connection = useEngine((state) => state.connection);
  const languages = useStore();
  const { read } = languages;
  useEffect(() => read(), [read, connection]);
  return languages;
}
