/**
 * Pause before the next try: grows by `factor` with each attempt, with up to a quarter of jitter, so that many files which
 * failed together do not come back together.
 *
 * @param attempt 1 after the first failure
 * @param random 0–1, given by tests
 */
export function backoffMs(attempt: number, firstMs: number, maxMs: number, random = Math.random(), factor = 2): number {
  const plain = Math.min(maxMs, firstMs * factor ** (attempt - 1));
  return Math.round(plain * (1 + random * 0.25));
}
