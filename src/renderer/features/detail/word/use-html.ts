import { useEffect, useState } from 'react';
import { toErrorData, type ErrorData } from '../../../../shared/errors/filemill-error';
import { callEngine } from '../../../engine-client/engine-client';

interface MadeHtml {
  /** The artifact's id; null until it is made. */
  html: string | null;
  error: ErrorData | null;
}

const NOTHING: MadeHtml = { html: null, error: null };

/** A document as a page of HTML; `version` says that it is another content now. */
export function useHtml(id: number, version: string): MadeHtml & { again: () => void } {
  const [made, setMade] = useState(NOTHING);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setMade(NOTHING);
    callEngine('files.html', { id }, { signal: abort.signal }).then(
      (answer) => setMade({ html: answer.id, error: null }),
      (thrown: unknown) => {
        if (!abort.signal.aborted) setMade({ html: null, error: toErrorData(thrown) });
      },
    );
    return () => abort.abort();
  }, [id, version, tries]);
  return { ...made, again: () => setTries(tries + 1) };
}
