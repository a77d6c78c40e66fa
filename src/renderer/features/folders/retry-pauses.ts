/** The pauses between the tries, in seconds: each is `factor` times longer than the one before. */
export function retryPauses(attempts: number, first: number, factor: number): number[] {
  return Array.from({ length: Math.max(0, attempts - 1) }, (_, index) => first * factor ** index);
}
