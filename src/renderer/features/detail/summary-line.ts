import type { FileDetail } from '../../../shared/contract/engine-api';
import { formatTook } from '../../format/duration';
import { countOf } from '../../format/number';
import { formatSize } from '../../format/size';
import { formatArrival } from '../../format/time';

/** "2 pages · 184 kB · arrived 09:14:02 · done in 1.9 s" */
export function summaryLine({ row, pageCount, hasHtml }: Pick<FileDetail, 'row' | 'pageCount' | 'hasHtml'>, now = Date.now()): string {
  const parts = [
    row.kind === 'document' && pageCount > 0 && !hasHtml ? countOf(pageCount, 'page') : null,
    formatSize(row.size),
    `arrived ${formatArrival(row.arrivedAt, now)}`,
    row.state === 'done' && row.durationMs !== null ? `done in ${formatTook(row.durationMs)}` : null,
    row.attempts > 1 ? `${row.attempts} attempts` : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
