import type { FileFilter } from '../../../shared/contract/engine-api';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';

/** The snapshot does not count phases; the chips need not be right to the instant. */
const EVERY_MS = 2_000;

async function countOfPhase(phase: NonNullable<FileFilter['phase']>, folderId: number | null, signal: AbortSignal): Promise<number> {
  const filter = { phase, ...(folderId === null ? {} : { folderId }) };
  return (await callEngine('files.page', { filter, limit: 1 }, { signal })).total;
}

/** How many files are between two tries, and how many are set aside. */
export function usePhaseCounts(folderId: number | null): { retrying: number; held: number } | null {
  const { value } = useLive(
    `phases-${folderId}`,
    async (signal) => ({
      retrying: await countOfPhase('retrying', folderId, signal),
      held: await countOfPhase('held', folderId, signal),
    }),
    EVERY_MS,
  );
  return value;
}
