import { displayName } from '../../../shared/model/display-name';
import { useToasts } from '../../state/toast-store';

const MOST_NAMED = 3;

/** What was dropped and is not dealt with is named, not silently skipped. */
function refuse(paths: readonly string[], text: string, hint: string): void {
  const named = paths
    .slice(0, MOST_NAMED)
    .map((path) => displayName(path.split(/[\\/]/).at(-1) ?? path))
    .join(', ');
  const more = paths.length > MOST_NAMED ? ` and ${paths.length - MOST_NAMED} more` : '';
  useToasts.getState().show({ tone: 'problem', text: `${text} Left out: ${named}${more}.`, hint });
}

export function refuseFiles(files: readonly string[]): void {
  refuse(files, 'Only folders can be watched.', 'Put the files into a watched folder, or drop the folder that holds them.');
}

export function refuseFolders(paths: readonly string[]): void {
  refuse(paths, 'One archive is opened at a time.', 'Drop one archive, or drop onto “New archive” what is to go into one.');
}
