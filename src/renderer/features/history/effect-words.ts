import { displayName } from '../../../shared/model/display-name';
import type { HistoryRow } from '../../../shared/model/history';

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

/** What was done to the file, in words: "Moved to errors/torn.pdf". */
export function effectWords({ action, target }: HistoryRow['effects'][number]): string {
  if (Object.hasOwn(PUT_AWAY, action)) return PUT_AWAY[action] ?? action;
  const verb = Object.hasOwn(VERBS, action) ? VERBS[action] : action;
  // The folder and the name say where it went; the details show the whole path.
  const end = target.split(/[\\/]/).slice(-2).join('/');
  return `${verb} ${displayName(end)}`;
}
