import { existsSync } from 'node:fs';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { EngineSupervisor } from '../supervise/engine-supervisor';
import { openPath } from './open-on-desktop';
import { t } from '../../shared/words/words';

/** Shows a watched folder in the file manager. */
export async function openDropFolder(supervisor: EngineSupervisor, id: number): Promise<void> {
  const { folders } = await supervisor.call('engine.snapshot', {});
  const folder = folders.find((view) => view.id === id);
  if (folder === undefined) throw new FilemillError('folder.unknown', t('This folder is not watched any more.'));
  if (!existsSync(folder.path)) {
    throw new FilemillError('folder.missing', t('The folder "{path}" is not there.', { path: folder.path }), {
      hint: t('Connect the drive it lies on, or remove it from Filemill.'),
    });
  }
  await openPath(folder.path);
}
