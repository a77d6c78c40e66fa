import type { StreamingDecoder } from '../../kit/streaming-decoder';
import { t } from '../../../shared/words/words';

/** RFC 8259 wants UTF-8 without a byte order mark; UTF-16 and UTF-32 were allowed before it and are only warned of. */
export function encodingFaults(decoder: StreamingDecoder, bomBytes: number): { errors: string[]; warnings: string[] } {
  const { encoding, replacedCount } = decoder;
  if (encoding !== 'utf-8' && !encoding.startsWith('utf-')) {
    return { errors: [t('The text is {encoding}, but JSON has to be UTF-8.', { encoding })], warnings: [] };
  }
  if (replacedCount > 0) return { errors: [t('The text has bytes that are not UTF-8.')], warnings: [] };
  if (encoding !== 'utf-8') return { errors: [], warnings: [t('The text is {encoding}; many programs read JSON only as UTF-8.', { encoding })] };
  if (bomBytes > 0) {
    return { errors: [], warnings: [t('The file begins with a byte order mark, which some programs refuse in JSON.')] };
  }
  return { errors: [], warnings: [] };
}
