import type { ErrorData } from '../../../../shared/errors/filemill-error';
import type { RuleOrder } from '../../../../shared/model/rule-order';
import { callEngine } from '../../../engine-client/engine-client';
import { useAnswer } from '../use-answer';

const LEAST_MS = 400;

/** What rules were last had to do with files that are there, newest first, and how far it is; null until that is known. */
export function useOrders(): { orders: readonly RuleOrder[] | null; error: ErrorData | null } {
  const { value, error } = useAnswer('orders', (signal) => callEngine('rules.orders', {}, { signal }), LEAST_MS);
  return { orders: value?.orders ?? null, error };
}
