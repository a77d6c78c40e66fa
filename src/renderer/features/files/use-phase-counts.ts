import { useCounts } from './use-counts';

/** How many files are between two tries, and how many are set aside: the snapshot does not count phases. */
export function usePhaseCounts(folderId: number | null): { retrying: number; held: number } | null {
  const within = folderId === null ? {} : { folderId };
  const counts = useCounts([
    { id: 'retrying', filter: { phase: 'retrying', ...within } },
    { id: 'held', filter: { phase: 'held', ...within } },
  ]);
  return counts && { retrying: counts['retrying'] ?? 0, held: counts['held'] ?? 0 };
}
