import { t } from '../../../shared/words/words';
export interface Damage {
  readonly isEndMissing: boolean;
  /** The file's own list of pages was of no use. */
  readonly isRebuilt: boolean;
  readonly lost: readonly LostPage[];
  readonly pageCount: number;
}

export interface LostPage {
  readonly page: number;
  /** In the library's words. */
  readonly reason: string;
}

/** Pages told by their numbers. */
const MAX_NAMED = 10;

/** One sentence on what is wrong with the file, what was read of it, and what to do; none for a sound file. */
export function damageWarning(damage: Damage): string[] {
  const { isEndMissing, isRebuilt, lost } = damage;
  if (!isEndMissing && !isRebuilt && lost.length === 0) return [];
  const wrong = isEndMissing ? t('The end of the PDF is missing') : t('The PDF is damaged');
  const told = lost.length === 0 ? t('{wrong}: what is still there was read.', { wrong }) : t('{wrong}: {pages} can\'t be read, the rest was read.', { wrong, pages: namesOf(damage) });
  // Where the end is gone, or the whole list of pages, that is reason enough.
  const reason = isEndMissing || isRebuilt ? undefined : lost[0]?.reason.replace(/\.$/, '');
  return [`${told} ${reason ? t('Get the file again if you need it whole ({reason}).', { reason }) : t('Get the file again if you need it whole.')}`];
}

function namesOf({ lost, pageCount }: Damage): string {
  if (lost.length > MAX_NAMED) return t('{lost} of its {pageCount} pages', { lost: String(lost.length), pageCount: String(pageCount) });
  const numbers = lost.map(({ page }) => page);
  const last = String(numbers.pop() ?? 0);
  return numbers.length === 0 ? t('page {page}', { page: last }) : t('pages {pages} and {last}', { pages: numbers.join(', '), last });
}
