import type { FileRow } from '../../../shared/model/file';
import { t } from '../../../shared/words/words';

export interface LeftOutReason {
  reason: string;
  count: number;
  /** The newest of them. */
  example: Pick<FileRow, 'id' | 'path'>;
}

/** What differs from file to file of one reason: "It has 3 GB; the folder takes at most 2 GB." */
const OWN_SIZE = /^It has [^;]+; the folder takes (at (?:most|least) .+)$/;

function plain(reason: string | null): string {
  const bare = (reason ?? '').trim().replace(/\.$/, '');
  const limit = OWN_SIZE.exec(bare)?.[1];
  if (limit) return t('Size: the folder takes {limit}', { limit });
  return bare === '' ? t('Nobody noted why') : bare;
}

/** The reasons of files that were left out, the most frequent first. */
export function leftOutReasons(rows: readonly Pick<FileRow, 'id' | 'path' | 'reason'>[]): LeftOutReason[] {
  const reasons = new Map<string, LeftOutReason>();
  for (const { id, path, reason } of rows) {
    const name = plain(reason);
    const known = reasons.get(name);
    if (known) known.count += 1;
    else reasons.set(name, { reason: name, count: 1, example: { id, path } });
  }
  return [...reasons.values()].sort((a, b) => b.count - a.count);
}
