import { displayName } from '../../../shared/model/display-name';
import type { Look } from '../../store/members';
import { t } from '../../../shared/words/words';

/** What is to be known of an archive whose files could not all be read: how many, and the first with the reason. */
export function insideWarnings(look: Look | null): string[] {
  if (!look) return [];
  const { failed, skipped, notes, depth, sentence } = look;
  if (depth === 0) return [`It was listed, but not looked into: ${sentence}`];
  return [...told(notes.filter(({ state }) => state === 'failed'), failed, 'could not be read'), ...told(notes.filter(({ state }) => state === 'skipped'), skipped, 'left out')];
}

function told(notes: Look['notes'], count: number, what: string): string[] {
  if (count === 0) return [];
  const [be, noun] = count === 1 ? ['was', 'entry'] : ['were', 'entries'];
  const head = what === 'left out' ? t('{value} {noun} inside {be} left out.', { value: count.toLocaleString('en'), noun, be }) : t('{value} {noun} inside {what}.', { value: count.toLocaleString('en'), noun, what });
  const more = count - notes.length;
  return [head, ...notes.map(({ path, reason }) => `“${displayName(path)}”: ${reason}`), ...(more > 0 && notes.length > 0 ? [`… and ${more.toLocaleString('en')} more.`] : [])];
}
