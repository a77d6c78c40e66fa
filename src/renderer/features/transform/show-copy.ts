import { callEngine } from '../../engine-client/engine-client';
import { callShell } from '../../engine-client/shell-client';
import { copyText } from '../../state/copy-text';
import { useEngine } from '../../state/engine-store';
import { tell } from '../../state/toast-store';
import { t } from '../../../shared/words/words';

/** A copy that was just written comes into the ledger within seconds where its folder is watched. */
const LOOKS = 6;
const PAUSE_MS = 500;
const NEWEST = 100;

const slashed = (path: string): string => path.replaceAll('\\', '/');

/** Shows a written copy in the file manager where it lies in a watched folder; elsewhere tells its path. */
export async function showCopy(path: string): Promise<void> {
  const folders = useEngine.getState().snapshot?.folders ?? [];
  const folder = folders.find((one) => slashed(path).startsWith(`${slashed(one.path).replace(/\/$/, '')}/`));
  for (let look = 0; folder && look < LOOKS; look += 1) {
    const { rows } = await callEngine('files.page', { filter: { folderId: folder.id, kind: 'image' }, limit: NEWEST });
    const found = rows.find((row) => slashed(path) === `${slashed(folder.path).replace(/\/$/, '')}/${row.path}`);
    if (found) {
      await callShell('file.reveal', { id: found.id });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  tell(t('It lies at {path}', { path }), { label: t('Copy path'), run: () => copyText(path, t('Path')) });
}
