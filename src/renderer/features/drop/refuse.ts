import { displayName } from '../../../shared/model/display-name';
import { useToasts } from '../../state/toast-store';
import { t } from '../../../shared/words/words';

const MOST_NAMED = 3;

/** What was dropped and is not dealt with is named, not silently skipped. */
function refuse(paths: readonly string[], text: string, hint: string): void {
  const named = paths
    .slice(0, MOST_NAMED)
    .map((path) => displayName(path.split(/[\\/]/).at(-1) ?? path))
    .join(', ');
  const more = Math.max(0, paths.length - MOST_NAMED);
  useToasts.getState().show({ tone: 'problem', text: t('{text} Left out: {named}{more, plural, =0 {} other { and # more}}.', { text, named, more }), hint });
}

export function refuseFiles(files: readonly string[]): void {
  refuse(files, t('Only folders can be watched.'), t('Put the files into a watched folder, or drop the folder that holds them.'));
}

export function refuseFolders(paths: readonly string[]): void {
  refuse(paths, t('One archive is opened at a time.'), t('Drop one archive, or drop onto “New archive” what is to go into one.'));
}
