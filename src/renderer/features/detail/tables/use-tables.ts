import { useCallback, useEffect, useRef, useState } from 'react';
import { toErrorData, type ErrorData } from '../../../../shared/errors/filemill-error';
import type { CallOutput } from '../../../../shared/rpc/define-api';
import type { EngineApi } from '../../../../shared/contract/engine-api';
import { callEngine } from '../../../engine-client/engine-client';

const PIECE = 10;

export type DocumentTable = CallOutput<EngineApi, 'files.tables'>['tables'][number];

interface LoadedTables {
  tables: readonly DocumentTable[];
  /** Null before the first answer. */
  total: number | null;
  error: ErrorData | null;
}

const NOTHING: LoadedTables = { tables: [], total: null, error: null };

/** The tables of a document as far as they have been loaded; `version` says that they are others now. */
export function useTables(id: number, version: string): LoadedTables & { more: () => void; isComplete: boolean } {
  const [state, setState] = useState(NOTHING);
  const at = useRef(0);
  const request = useRef<AbortController | null>(null);

  const more = useCallback(() => {
    if (request.current) return;
    const abort = new AbortController();
    request.current = abort;
    callEngine('files.tables', { id, offset: at.current, limit: PIECE }, { signal: abort.signal }).then(
      ({ tables, total }) => {
        if (request.current !== abort) return;
        request.current = null;
        at.current += tables.length;
        setState((before) => ({
          tables: [...before.tables, ...tables],
          // An answer with nothing in it is the end, whatever was announced.
          total: tables.length === 0 ? at.current : total,
          error: null,
        }));
      },
      (thrown: unknown) => {
        if (request.current !== abort) return;
        request.current = null;
        setState((before) => ({ ...before, error: toErrorData(thrown) }));
      },
    );
  }, [id]);

  useEffect(() => {
    at.current = 0;
    setState(NOTHING);
    more();
    return () => {
      request.current?.abort();
      request.current = null;
    };
  }, [more, version]);

  return { ...state, more, isComplete: state.total !== null && state.tables.length >= state.total };
}
