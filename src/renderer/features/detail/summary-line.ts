import type { FileDetail } from '../../../shared/contract/engine-api';
import { formatTook } from '../../format/duration';
import { formatSize } from '../../format/size';
import { formatArrival } from '../../format/time';
import { t } from '../../../shared/words/words';

/** "2 pages · 184 kB · arrived 09:14:02 · done in 1.9 s" */
export function summaryLine({ row, pageCount, hasHtml }: Pick<FileDetail, 'row' | 'pageCount' | 'hasHtml'>, now = Date.now()): string {
  const parts = [
    row.kind === 'document' && pageCount > 0 && !hasHtml ? t('{pageCount, plural, one {# page} other {# pages}}', { pageCount }) : null,
    formatSize(row.size),
    t('arrived {time}', { time: formatArrival(row.arrivedAt, now) }),
    row.state === 'done' && row.durationMs !== null ? t('done in {took}', { took: formatTook(row.durationMs) }) : null,
    row.attempts > 1 ? t('{attempts, plural, one {# attempt} other {# attempts}}', { attempts: row.attempts }) : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
