import type { Limits } from './processor';

const MEGABYTE = 1e6;
/** Beyond this a file is a matter for a patient person, not for a pipeline. */
const LONGEST_MS = 4 * 60 * 60 * 1000;

/**
 * Time that grows with the file. Every rate is a tenth of what the development machine does, so that a slow or busy
 * machine is not taken for a hanging file.
 */
export function scaledLimits(size: number, baseMs: number, megabytesPerSecond: number, memoryBytes: number): Limits {
  const timeoutMs = Math.min(LONGEST_MS, Math.round(baseMs + (size / MEGABYTE / megabytesPerSecond) * 1000));
  return { timeoutMs, memoryBytes };
}
