import { useEffect, useState } from 'react';
import type { FolderCheck } from '../../../shared/contract/engine-api';
import { toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import type { FolderSettings } from '../../../shared/model/folder';
import { callEngine } from '../../engine-client/engine-client';
import { useEngine } from '../../state/engine-store';

const TYPING_MS = 250;

interface Checked {
  key: string;
  check: FolderCheck | null;
  error: ErrorData | null;
}

/** What would happen if `path` were watched with `settings`: asked anew when either changes. */
export function useFolderCheck(path: string, settings: Partial<FolderSettings>): Omit<Checked, 'key'> & { isStale: boolean } {
  const connection = useEngine((state) => state.connection);
  const key = JSON.stringify([path, settings, connection]);
  const [checked, setChecked] = useState<Checked | null>(null);

  useEffect(() => {
    const abort = new AbortController();
    const [wanted, wantedSettings] = JSON.parse(key) as [string, Partial<FolderSettings>];
    const timer = setTimeout(() => {
      callEngine('folders.check', { path: wanted, settings: wantedSettings }, { signal: abort.signal }).then(
        (check) => setChecked({ key, check, error: null }),
        (thrown: unknown) => {
          if (!abort.signal.aborted) setChecked({ key, check: null, error: toErrorData(thrown) });
        },
      );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [key]);

  const isOfPath = checked !== null && (JSON.parse(checked.key) as [string])[0] === path;
  return {
    check: isOfPath ? checked.check : null,
    error: isOfPath ? checked.error : null,
    isStale: checked?.key !== key,
  };
}
