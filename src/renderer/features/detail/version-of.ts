import type { FileDetail } from '../../../shared/contract/engine-api';

/** Names what was read of a file: another one after each reading of other bytes, or by another processor. */
export function versionOf({ row, sha256, processor, textLength }: FileDetail): string {
  return `${row.id} ${sha256} ${processor} ${textLength}`;
}
