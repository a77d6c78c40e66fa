import { useEffect, useRef, useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import type { CallOutput } from '../../../shared/rpc/define-api';
import type { EngineApi } from '../../../shared/contract/engine-api';
import type { TransformRecipe } from '../../../shared/model/transform';
import { callEngine } from '../../engine-client/engine-client';
import { useEngine } from '../../state/engine-store';
import { visibleKey } from './recipe';

type Made = CallOutput<EngineApi, 'pictures.preview'>;

interface Preview {
  /** Of the picture asked for; of an earlier recipe until the newest answer is there. Null before the first. */
  made: Made | null;
  isStale: boolean;
  error: ErrorData | null;
}

/**
 * The picture before and after the recipe. One question is under way at a time: while it is, only the newest recipe
 * waits, so that a slider that is dragged is followed as fast as pictures are made, and no faster.
 */
export function usePreview(id: number, recipe: TransformRecipe, maxSidePixels: number): Preview {
  const connection = useEngine((state) => state.connection);
  const wanted = `${id} ${maxSidePixels} ${connection} ${visibleKey(recipe)}`;
  const [state, setState] = useState<{ id: number; key: string; made: Made | null; error: ErrorData | null }>({ id, key: '', made: null, error: null });
  const latest = useRef({ id, recipe, maxSidePixels, key: wanted });
  latest.current = { id, recipe, maxSidePixels, key: wanted };
  const request = useRef<{ id: number; abort: AbortController } | null>(null);

  useEffect(() => {
    const ask = async (): Promise<void> => {
      const asked = latest.current;
      const abort = new AbortController();
      const mine = { id: asked.id, abort };
      request.current = mine;
      const take = (answer: { made: Made | null; error: ErrorData | null }): void => {
        if (request.current !== mine) return;
        request.current = null;
        setState((before) => ({ id: asked.id, key: asked.key, error: answer.error, made: answer.made ?? (before.id === asked.id ? before.made : null) }));
        if (latest.current.key !== asked.key) void ask();
      };
      try {
        const input = { id: asked.id, recipe: asked.recipe, maxSidePixels: asked.maxSidePixels };
        take({ made: await callEngine('pictures.preview', input, { signal: abort.signal }), error: null });
      } catch (thrown) {
        take({ made: null, error: toErrorData(thrown) });
      }
    };
    // Another picture does not wait for one that nobody looks at any more.
    if (request.current && request.current.id !== latest.current.id) {
      request.current.abort.abort();
      request.current = null;
    }
    if (!request.current) void ask();
  }, [wanted]);

  useEffect(
    () => () => {
      request.current?.abort.abort();
      request.current = null;
    },
    [],
  );
  const isOwn = state.id === id;
  return { made: isOwn ? state.made : null, isStale: state.key !== wanted, error: isOwn ? state.error : null };
}
