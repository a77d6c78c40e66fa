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
  const wrong = isEndMissing ? 'The end of the PDF is missing' : 'The PDF is damaged';
  const read = lost.length === 0 ? 'what is still there was read' : `${namesOf(damage)} can't be read, the rest was read`;
  // Where the end is gone, or the whole list of pages, that is reason enough.
  const reason = isEndMissing || isRebuilt ? undefined : lost[0]?.reason.replace(/\.$/, '');
  return [t('{wrong}: {read}. Get the file again if you need it whole{value}.', { wrong, read, value: reason ? ` (${reason})` : '' })];
}

function namesOf({ lost, pageCount }: Damage): string {
  if (lost.length > MAX_NAMED) return `${lost.length} of its ${pageCount} pages`;
  const numbers = lost.map(({ page }) => page);
  const last = numbers.pop() ?? 0;
  return numbers.length === 0 ? `page ${last}` : `pages ${numbers.join(', ')} and ${last}`;
}
