import { useCallback, useEffect, useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import type { EngineApi } from '../../../shared/contract/engine-api';
import type { CallOutput } from '../../../shared/rpc/define-api';
import { callEngine } from '../../engine-client/engine-client';
import { useEngine } from '../../state/engine-store';

type Passwords = CallOutput<EngineApi, 'passwords.list'>;

interface KnownPasswords {
  /** Null until it is known. */
  passwords: Passwords['passwords'] | null;
  /** Why none can be remembered here; null when they can, or as long as nobody knows. */
  obstacle: string | null;
  error: ErrorData | null;
  /** Asks again. */
  read: () => void;
}

/** The passwords that locked files are tried with, never the words themselves. */
export function usePasswords(): KnownPasswords {
  const connection = useEngine((state) => state.connection);
  const [list, setList] = useState<Passwords | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  const read = useCallback(() => {
    callEngine('passwords.list', {}).then(
      (answer) => {
        setList(answer);
        setError(null);
      },
      (thrown: unknown) => setError(toErrorData(thrown)),
    );
  }, []);
  useEffect(read, [read, connection]);
  return { passwords: list?.passwords ?? null, obstacle: list?.obstacle ?? null, error, read };
}
