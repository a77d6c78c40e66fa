import { displayName } from '../../../shared/model/display-name';
import type { HistoryEffect } from '../../../shared/model/history';

const VERBS: Readonly<Record<string, string>> = {
  park: 'Moved to',
  move: 'Moved to',
  hardlink: 'Made a hard link to',
  transform: 'Written as',
};

/** It keeps its name there, and the folder is no business of people's. */
const PUT_AWAY: Readonly<Record<string, string>> = {
  trash: 'Moved to the trash',
  vault: 'Kept in Filemill’s vault',
};

/** What was done to the file, in words: "Moved to errors/torn.pdf", "Moved to the trash, taken back". */
export function effectWords(effect: HistoryEffect): string {
  return effect.state === 'undone' ? `${deedOf(effect)}, taken back` : deedOf(effect);
}

function deedOf({ action, target }: HistoryEffect): string {
  if (Object.hasOwn(PUT_AWAY, action)) return PUT_AWAY[action] ?? action;
  const verb = Object.hasOwn(VERBS, action) ? VERBS[action] : action;
  // The folder and the name say where it went; the details show the whole path.
  const end = target.split(/[\\/]/).slice(-2).join('/');
  return `${verb} ${displayName(end)}`;
}

/** Why it can't be taken back from here, in a sentence; null when it can. */
export function obstacleToUndo({ action, state }: HistoryEffect): string | null {
  if (state === 'undone') return 'It was taken back already.';
  if (state === 'expired') return 'It can’t be taken back: what was kept for that is gone.';
  return action === 'park' ? 'Retry the file, and it comes back.' : null;
}
