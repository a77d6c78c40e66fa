import type { ExtractLine } from '../../../../shared/model/archive';

/** How many files are left out for want of a password; one that is known opens them, and they are lines like others. */
export function countLocked(lines: readonly ExtractLine[], encrypted: ReadonlySet<number>): number {
  return lines.filter(({ ordinal, writtenAs }) => writtenAs === null && encrypted.has(ordinal)).length;
}
