import type { FileRow } from '../../../shared/model/file';
import { LARGER_THAN_TAKEN, SMALLER_THAN_TAKEN } from '../../../shared/model/size-limit-words';
import { t } from '../../../shared/words/words';

export interface LeftOutReason {
  reason: string;
  count: number;
  /** The newest of them. */
  example: Pick<FileRow, 'id' | 'path'>;
}

/** What differs from file to file of one reason: "It has 3 GB; the folder takes at most 2 GB.", as it is said now, and in English. */
const OWN_SIZE = [
  { pattern: patternOf(LARGER_THAN_TAKEN), limited: (limit: string) => t('Size: the folder takes at most {limit}', { limit }) },
  { pattern: patternOf(SMALLER_THAN_TAKEN), limited: (limit: string) => t('Size: the folder takes at least {limit}', { limit }) },
];

function patternOf(text: string): RegExp {
  const said = [t(text, { size: '\u0001', limit: '\u0002' }), text.replace('{size}', '\u0001').replace('{limit}', '\u0002')];
  const each = said.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace('\u0001', '.+').replace('\u0002', '(.+)'));
  return new RegExp(`^(?:${each.join('|')})$`);
}

function plain(reason: string | null): string {
  const text = (reason ?? '').trim();
  for (const { pattern, limited } of OWN_SIZE) {
    const limit = pattern.exec(text)?.slice(1).find((part) => part !== undefined);
    if (limit !== undefined) return limited(limit);
  }
  return text === '' ? t('Nobody noted why') : text.replace(/\.$/, '');
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
