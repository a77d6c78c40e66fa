import type { EngineApi } from '../../../../shared/contract/engine-api';
import type { ErrorData } from '../../../../shared/errors/filemill-error';
import type { Rule } from '../../../../shared/model/rule';
import type { CallOutput } from '../../../../shared/rpc/define-api';
import { callEngine } from '../../../engine-client/engine-client';
import { useAnswer } from '../use-answer';
import { t } from '../../../../shared/words/words';

export interface FileAnswer {
  value: CallOutput<EngineApi, 'rules.trace'> | null;
  error: ErrorData | null;
}

const NOTHING: FileAnswer = { value: null, error: null };

/** What a rule says to one file, condition by condition, and what it would do. */
export function useTrace(rule: Rule | null, fileId: number | null): FileAnswer {
  const key = rule === null || fileId === null ? null : JSON.stringify([fileId, rule]);
  const answer = useAnswer(key, (signal) => {
    if (rule === null || fileId === null) throw new Error(t('Nothing is asked.'));
    return callEngine('rules.trace', { rule, fileId }, { signal });
  });
  const isOfThisFile = answer.key?.startsWith(`[${fileId},`) ?? false;
  return key !== null && isOfThisFile ? answer : NOTHING;
}
