import { useCallback, useEffect, useRef, useState } from 'react';
import { toErrorData, type ErrorData } from '../../../../shared/errors/filemill-error';
import { callEngine } from '../../../engine-client/engine-client';
import { appendText, type TextBlock } from './text-pages';

const CHUNK = 50_000;
/** For who looks for something further on. */
export const LARGE_CHUNK = 200_000;

interface LoadedText {
  blocks: readonly TextBlock[];
  loaded: number;
  total: number | null;
  error: ErrorData | null;
}

const NOTHING: LoadedText = { blocks: [], loaded: 0, total: null, error: null };

/** The text of a file as far as it has been loaded; `version` says that it is another text now. */
export function useText(id: number, version: string): LoadedText & { more: (limit?: number) => void; isComplete: boolean } {
  const [text, setText] = useState(NOTHING);
  const at = useRef(0);
  const request = useRef<AbortController | null>(null);

  const more = useCallback((limit = CHUNK) => {
    if (request.current) return;
    const abort = new AbortController();
    request.current = abort;
    callEngine('files.text', { id, offset: at.current, limit }, { signal: abort.signal }).then(
      (answer) => {
        if (request.current !== abort) return;
        request.current = null;
        at.current = answer.offset + answer.text.length;
        setText((before) => ({
          blocks: appendText(before.blocks, answer.text),
          loaded: at.current,
          // An answer with nothing in it is the end, whatever was announced.
          total: answer.text === '' ? at.current : answer.total,
          error: null,
        }));
      },
      (thrown: unknown) => {
        if (request.current !== abort) return;
        request.current = null;
        setText((before) => ({ ...before, error: toErrorData(thrown) }));
      },
    );
  }, [id]);

  useEffect(() => {
    at.current = 0;
    setText(NOTHING);
    more();
    return () => {
      request.current?.abort();
      request.current = null;
    };
  }, [more, version]);

  return { ...text, more, isComplete: text.total !== null && text.loaded >= text.total };
}
