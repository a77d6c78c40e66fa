import { useEffect, useState } from 'react';
import type { EngineApi } from '../../../../shared/contract/engine-api';
import { toErrorData, type ErrorData } from '../../../../shared/errors/filemill-error';
import type { ExtractLine, ExtractRequest } from '../../../../shared/model/archive';
import type { CallOutput } from '../../../../shared/rpc/define-api';
import { callEngine } from '../../../engine-client/engine-client';

export type Plan = CallOutput<EngineApi, 'archives.planExtract'>['plan'];

interface Planned {
  /** Null before the first answer. */
  plan: Plan | null;
  lines: readonly ExtractLine[];
  error: ErrorData | null;
  /** What is shown answers an earlier question. */
  isStale: boolean;
}

const PIECE = 2_000;
/** More lines than people look through. */
const MOST_LINES = 50_000;
const NOTHING: Planned = { plan: null, lines: [], error: null, isStale: true };

/**
 * What extracting would write, line by line. What was shown stays until the first answer to another question, or to the
 * same one at another try.
 */
export function useExtractPlan(request: ExtractRequest, tries: number): Planned {
  const [state, setState] = useState<Planned>(NOTHING);
  const key = JSON.stringify(request);
  useEffect(() => {
    const wanted = JSON.parse(key) as ExtractRequest;
    const abort = new AbortController();
    setState((now) => (now.isStale ? now : { ...now, isStale: true }));
    void (async () => {
      let lines: ExtractLine[] = [];
      for (;;) {
        const answer = await callEngine('archives.planExtract', { ...wanted, offset: lines.length, limit: PIECE }, { signal: abort.signal });
        lines = [...lines, ...answer.lines];
        const isAll = answer.lines.length === 0 || lines.length >= Math.min(answer.total, MOST_LINES);
        if (isAll || lines.length === answer.lines.length) setState({ plan: answer.plan, lines, error: null, isStale: false });
        if (isAll) return;
      }
    })().catch((thrown: unknown) => {
      if (!abort.signal.aborted) setState({ plan: null, lines: [], error: toErrorData(thrown), isStale: false });
    });
    return () => abort.abort();
  }, [key, tries]);
  return state;
}
