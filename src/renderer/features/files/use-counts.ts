import type { FileFilter } from '../../../shared/contract/engine-api';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';

/** Counts need not be right to the instant. */
const EVERY_MS = 2_000;

interface Question {
  readonly id: string;
  readonly filter: FileFilter;
}

/** How many files there are for each filter, by id; null before the first answer, and for nothing asked. */
export function useCounts(questions: readonly Question[]): Readonly<Record<string, number>> | null {
  const key = questions.length === 0 ? null : JSON.stringify(questions.map(({ id, filter }) => [id, filter]));
  const ask = async (signal: AbortSignal): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const { id, filter } of questions) {
      counts[id] = (await callEngine('files.page', { filter, limit: 1 }, { signal })).total;
    }
    return counts;
  };
  return useLive(key, ask, EVERY_MS).value;
}
