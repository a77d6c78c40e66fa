import { displayName } from '../../../shared/model/display-name';
import type { HistoryRow } from '../../../shared/model/history';

const VERBS: Readonly<Record<string, string>> = {
  park: 'Moved to',
  trash: 'Moved to the trash:',
  vault: 'Kept in the vault:',
  move: 'Moved to',
  hardlink: 'Shares its place with',
  transform: 'Written as',
};

/** What was done to the file, in words: "Moved to errors/torn.pdf". */
export function effectWords({ action, target }: HistoryRow['effects'][number]): string {
  const verb = Object.hasOwn(VERBS, action) ? VERBS[action] : action;
  // The folder and the name say where it went; the details show the whole path.
  const end = target.split(/[\\/]/).slice(-2).join('/');
  return `${verb} ${displayName(end)}`;
}
