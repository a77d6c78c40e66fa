import { displayName } from '../../../shared/model/display-name';
import { whyFinal } from '../../../shared/model/final-effects';
import type { HistoryEffect } from '../../../shared/model/history';
import { t } from '../../../shared/words/words';

/** With the last two parts of the path it leads to. */
const WITH_WAY: Readonly<Record<string, (way: string) => string>> = {
  park: (way) => t('Moved to {way}', { way }),
  move: (way) => t('Moved to {way}', { way }),
  relocate: (way) => t('Moved to {way}', { way }),
  hardlink: (way) => t('Made a hard link to {way}', { way }),
  transform: (way) => t('Written as {way}', { way }),
  copy: (way) => t('Copied to {way}', { way }),
  link: (way) => t('Linked as {way}', { way }),
  searchable: (way) => t('Written as {way}', { way }),
  extract: (way) => t('Extracted into {way}', { way }),
  pack: (way) => t('Packed as {way}', { way }),
  log: (way) => t('Logged in {way}', { way }),
  displace: (way) => t('What lay there became {way}', { way }),
  upload: (way) => t('Uploaded as {way}', { way }),
  handOff: (way) => t('Handed over as {way}', { way }),
  pair: (way) => t('Hand-off put into {way}', { way }),
  sweep: (way) => t('Archived as {way}', { way }),
};

/** What it leads to is no path, or no business of people's. */
const PLAIN: Readonly<Record<string, string>> = {
  trash: t('Moved to the trash'),
  vault: t('Kept in Filemill’s vault'),
  discard: t('Removed'),
  tag: t('Tags changed'),
  message: t('Told you'),
  gather: t('Gathered for an archive'),
};

type Described = Pick<HistoryEffect, 'action' | 'source' | 'target' | 'state'>;

/** What was done to the file, in words: "Moved to errors/torn.pdf", "Moved to the trash, taken back". */
export function effectWords(effect: Described): string {
  if (effect.state === 'stuck') return t('{effect}: interrupted', { effect: deedOf(effect) });
  return effect.state === 'undone' ? t('{effect}, taken back', { effect: deedOf(effect) }) : deedOf(effect);
}

function deedOf({ action, source, target }: Described): string {
  if (action === 'tag' && target !== '') return t('Tagged {target}', { target: displayName(target) });
  if (Object.hasOwn(PLAIN, action)) return PLAIN[action] ?? action;
  if (action === 'request') return t('Sent to {host}', { host: displayName(URL.canParse(target) ? new URL(target).host : target) });
  if (action === 'relocate' && source !== undefined && source !== '') return relocated(source.split(/[\\/]/), target.split(/[\\/]/));
  const parts = target.split(/[\\/]/);
  if (action === 'program') return t('Ran {program}', { program: displayName(parts.at(-1) ?? target) });
  // The folder and the name say where it went; the details show the whole path.
  const way = displayName(parts.slice(-2).join('/'));
  return (Object.hasOwn(WITH_WAY, action) ? WITH_WAY[action]?.(way) : undefined) ?? `${action} ${way}`;
}

/** The name it had is told where it has another one now, and the whole way where it stayed in its folder. */
function relocated(from: readonly string[], to: readonly string[]): string {
  const [formerName = '', name = ''] = [from.at(-1), to.at(-1)];
  const folder = from.slice(0, -1);
  const isBelow = folder.every((part, at) => to[at] === part);
  const way = displayName((isBelow ? to.slice(folder.length) : to.slice(-2)).join('/'));
  if (isBelow && to.length === from.length) return t('Renamed from {formerName} to {way}', { formerName: displayName(formerName), way });
  return formerName === name ? t('Moved to {way}', { way }) : t('Moved from {formerName} to {way}', { formerName: displayName(formerName), way });
}

/** Why it can't be taken back from here, in a sentence; null when it can. */
export function obstacleToUndo({ action, state, obstacle }: Pick<HistoryEffect, 'action' | 'state' | 'obstacle'>): string | null {
  if (state === 'stuck') return t('It could not be taken back: {obstacle} It is tried again when Filemill starts.', { obstacle: obstacle ?? t('something is in its way.') });
  if (state === 'undone') return t('It was taken back already.');
  const final = whyFinal(action);
  if (final !== null) return final;
  if (state === 'expired') return t('It can’t be taken back: what was kept for that is gone.');
  return action === 'park' ? t('Retry the file, and it comes back.') : null;
}
