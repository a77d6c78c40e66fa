import { useCallback, useEffect, useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import type { EngineApi } from '../../../shared/contract/engine-api';
import type { CallOutput } from '../../../shared/rpc/define-api';
import { callEngine } from '../../engine-client/engine-client';
import { useEngine } from '../../state/engine-store';

type Languages = CallOutput<EngineApi, 'languages.list'>;

interface InstalledLanguages {
  /** Null until it is known. */
  list: Languages | null;
  error: ErrorData | null;
  /** Asks again. */
  read: () => void;
}

/** The trained data that is there, and whether the machine has a tesseract of its own. */
export function useLanguages(): InstalledLanguages {
  const connection = useEngine((state) => state.connection);
  const [list, setList] = useState<Languages | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  const read = useCallback(() => {
    callEngine('languages.list', {}).then(
      (answer) => {
        setList(answer);
        setError(null);
      },
      (thrown: unknown) => setError(toErrorData(thrown)),
    );
  }, []);
  useEffect(read, [read, connection]);
  return { list, error, read };
}
