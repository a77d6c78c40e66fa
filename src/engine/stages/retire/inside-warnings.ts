import { displayName } from '../../../shared/model/display-name';
import type { Look } from '../../store/members';
import { t } from '../../../shared/words/words';

/** What is to be known of an archive whose files could not all be read: how many, and the first with the reason. */
export function insideWarnings(look: Look | null): string[] {
  if (!look) return [];
  const { failed, skipped, notes, depth, sentence } = look;
  if (depth === 0) return [t('It was listed, but not looked into: {sentence}', { sentence })];
  return [...told(notes.filter(({ state }) => state === 'failed'), failed, 'failed'), ...told(notes.filter(({ state }) => state === 'skipped'), skipped, 'skipped')];
}

function told(notes: Look['notes'], count: number, what: 'failed' | 'skipped'): string[] {
  if (count === 0) return [];
  const head =
    what === 'skipped'
      ? t('{count, plural, one {# entry inside was} other {# entries inside were}} left out.', { count })
      : t('{count, plural, one {# entry} other {# entries}} inside could not be read.', { count });
  const more = count - notes.length;
  return [head, ...notes.map(({ path, reason }) => t('“{name}”: {reason}', { name: displayName(path), reason })), ...(more > 0 && notes.length > 0 ? [t('… and {more, number} more.', { more })] : [])];
}
