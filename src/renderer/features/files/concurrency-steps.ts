/** What a lane may do at once, and what comes before and after it; null is as many as there are workers. */
export function concurrencySteps(
  concurrency: number | null,
  workers: number,
): { less: number | undefined; more: number | null | undefined } {
  if (concurrency === null) return { less: workers > 1 ? workers - 1 : undefined, more: undefined };
  const isMost = concurrency >= workers - 1;
  return { less: concurrency > 1 ? Math.min(concurrency, Math.max(2, workers)) - 1 : undefined, more: isMost ? null : concurrency + 1 };
}
