import type { RefusedEntry } from '../../../shared/model/archive';
import { t } from '../../../shared/words/words';

/** Of the entries beyond the limit, which are not looked at one by one. */
export function moreThan(entries: number): RefusedEntry {
  return { ordinal: entries, path: '', code: 'tooLarge', reason: t('The archive has more than {entries, number} entries; the others were left out.', { entries }) };
}
