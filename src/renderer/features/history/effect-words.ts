import { displayName } from '../../../shared/model/display-name';
import { whyFinal } from '../../../shared/model/final-effects';
import type { HistoryEffect } from '../../../shared/model/history';

/** Before the last two parts of the path it leads to. */
const VERBS: Readonly<Record<string, string>> = {
  park: 'Moved to',
  move: 'Moved to',
  relocate: 'Moved to',
  hardlink: 'Made a hard link to',
  transform: 'Written as',
  copy: 'Copied to',
  link: 'Linked as',
  searchable: 'Written as',
  extract: 'Extracted into',
  pack: 'Packed as',
  log: 'Logged in',
  displace: 'What lay there became',
  upload: 'Uploaded as',
  handOff: 'Handed over as',
  pair: 'Hand-off put into',
  sweep: 'Archived as',
};

/** What it leads to is no path, or no business of people's. */
const PLAIN: Readonly<Record<string, string>> = {
  trash: 'Moved to the trash',
  vault: 'Kept in Filemill’s vault',
  discard: 'Removed',
  tag: 'Tags changed',
  message: 'Told you',
  gather: 'Gathered for an archive',
};

type Described = Pick<HistoryEffect, 'action' | 'source' | 'target' | 'state'>;

/** What was done to the file, in words: "Moved to errors/torn.pdf", "Moved to the trash, taken back". */
export function effectWords(effect: Described): string {
  if (effect.state === 'stuck') return `${deedOf(effect)}: interrupted`;
  return effect.state === 'undone' ? `${deedOf(effect)}, taken back` : deedOf(effect);
}

function deedOf({ action, source, target }: Described): string {
  if (action === 'tag' && target !== '') return `Tagged ${displayName(target)}`;
  if (Object.hasOwn(PLAIN, action)) return PLAIN[action] ?? action;
  if (action === 'request') return `Sent to ${displayName(URL.canParse(target) ? new URL(target).host : target)}`;
  if (action === 'relocate' && source !== undefined && source !== '') return relocated(source.split(/[\\/]/), target.split(/[\\/]/));
  const parts = target.split(/[\\/]/);
  if (action === 'program') return `Ran ${displayName(parts.at(-1) ?? target)}`;
  const verb = Object.hasOwn(VERBS, action) ? VERBS[action] : action;
  // The folder and the name say where it went; the details show the whole path.
  return `${verb} ${displayName(parts.slice(-2).join('/'))}`;
}

/** The name it had is told where it has another one now, and the whole way where it stayed in its folder. */
function relocated(from: readonly string[], to: readonly string[]): string {
  const [formerName = '', name = ''] = [from.at(-1), to.at(-1)];
  const folder = from.slice(0, -1);
  const isBelow = folder.every((part, at) => to[at] === part);
  const way = displayName((isBelow ? to.slice(folder.length) : to.slice(-2)).join('/'));
  if (isBelow && to.length === from.length) return `Renamed from ${displayName(formerName)} to ${way}`;
  return formerName === name ? `Moved to ${way}` : `Moved from ${displayName(formerName)} to ${way}`;
}

/** Why it can't be taken back from here, in a sentence; null when it can. */
export function obstacleToUndo({ action, state, obstacle }: Pick<HistoryEffect, 'action' | 'state' | 'obstacle'>): string | null {
  if (state === 'stuck') return `It could not be taken back: ${obstacle ?? 'something is in its way.'} It is tried again when Filemill starts.`;
  if (state === 'undone') return 'It was taken back already.';
  const final = whyFinal(action);
  if (final !== null) return final;
  if (state === 'expired') return 'It can’t be taken back: what was kept for that is gone.';
  return action === 'park' ? 'Retry the file, and it comes back.' : null;
}
