import { useEffect, useRef, useState } from 'react';
import { toErrorData, type ErrorData } from '../../../../shared/errors/filemill-error';
import type { ArchiveRef } from '../../../../shared/model/archive';
import { callEngine } from '../../../engine-client/engine-client';
import { artifactUrl } from '../../detail/artifact-url';
import { keyOf } from '../shown-archive';

interface Picture {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/** A page of an entry as a picture, `side` pixels on its longer side. Null asks for nothing. */
export function useMemberPicture(archive: ArchiveRef, ordinal: number | null, page: number, side: number): { picture: Picture | null; error: ErrorData | null } {
  const key = ordinal === null ? null : `${keyOf(archive)} ${ordinal} ${page} ${side}`;
  const [state, setState] = useState<{ key: string | null; picture: Picture | null; error: ErrorData | null }>({ key: null, picture: null, error: null });
  const latest = useRef({ archive, ordinal, page, side });
  latest.current = { archive, ordinal, page, side };
  useEffect(() => {
    const { archive: from, ordinal: wanted, page: at, side: maxSidePixels } = latest.current;
    if (key === null || wanted === null) return undefined;
    const abort = new AbortController();
    callEngine('archives.preview', { archive: from, ordinal: wanted, page: at, maxSidePixels }, { signal: abort.signal }).then(
      ({ id, width, height }) => setState({ key, picture: { url: artifactUrl(id), width, height }, error: null }),
      (thrown: unknown) => {
        if (!abort.signal.aborted) setState({ key, picture: null, error: toErrorData(thrown) });
      },
    );
    return () => abort.abort();
  }, [key]);
  return state.key === key ? state : { picture: null, error: null };
}
