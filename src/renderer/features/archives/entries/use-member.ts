import { useEffect, useRef, useState } from 'react';
import type { EngineApi } from '../../../../shared/contract/engine-api';
import { toErrorData, type ErrorData } from '../../../../shared/errors/filemill-error';
import type { ArchiveRef } from '../../../../shared/model/archive';
import type { CallOutput } from '../../../../shared/rpc/define-api';
import { callEngine } from '../../../engine-client/engine-client';
import { keyOf } from '../shown-archive';

export type Member = CallOutput<EngineApi, 'archives.member'>;

/** Whoever runs along the entries with the arrow keys does not have each of them unpacked. */
const PAUSE_MS = 180;

/** All that is known of one entry; just this one is unpacked for it. Null asks for nothing; another version asks again. */
export function useMember(archive: ArchiveRef, ordinal: number | null, version: string): { member: Member | null; error: ErrorData | null } {
  const key = ordinal === null ? null : `${keyOf(archive)} ${ordinal} ${version}`;
  const [state, setState] = useState<{ key: string | null; member: Member | null; error: ErrorData | null }>({ key: null, member: null, error: null });
  const latest = useRef({ archive, ordinal });
  latest.current = { archive, ordinal };
  useEffect(() => {
    const { ordinal: wanted, archive: from } = latest.current;
    if (key === null || wanted === null) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      callEngine('archives.member', { archive: from, ordinal: wanted }, { signal: abort.signal }).then(
        (member) => setState({ key, member, error: null }),
        (thrown: unknown) => {
          if (!abort.signal.aborted) setState({ key, member: null, error: toErrorData(thrown) });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [key]);
  return state.key === key ? state : { member: null, error: null };
}
