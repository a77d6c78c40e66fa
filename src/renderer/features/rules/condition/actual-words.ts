import { displayName } from '../../../../shared/model/display-name';
import type { FactType, FactValue } from '../../../../shared/model/fact';
import { formatSpan } from '../../../format/duration';
import { formatSize } from '../../../format/size';
import { formatMoment } from '../../../format/time';
import { t } from '../../../../shared/words/words';

/** In characters: beside a condition there is room for two lines. */
const MOST = 120;

/** A fact of a file as people read it, on one line; of a long text, how it begins. */
export function actualWords(actual: FactValue, type: FactType): string {
  if (typeof actual === 'boolean') return actual ? t('yes') : t('no');
  if (Array.isArray(actual)) return actual.length === 0 ? t('none@@of a list') : beginning(actual.map(displayName).join(', '));
  if (typeof actual === 'number') return numberWords(actual, type);
  return actual.trim() === '' ? t('empty@@text') : beginning(displayName(actual.replaceAll(/\s+/g, ' ').trim()));
}

function beginning(text: string): string {
  return text.length <= MOST ? text : `${text.slice(0, MOST).trimEnd()}…`;
}

function numberWords(actual: number, type: FactType): string {
  if (type === 'size') return formatSize(actual);
  if (type === 'instant') return formatMoment(actual);
  return type === 'age' ? formatSpan(actual) : String(Math.round(actual * 1_000) / 1_000);
}
