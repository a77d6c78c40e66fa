import { existsSync } from 'node:fs';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { EngineSupervisor } from '../supervise/engine-supervisor';
import { openPath } from './open-on-desktop';

/** Shows a watched folder in the file manager. */
export async function openDropFolder(supervisor: EngineSupervisor, id: number): Promise<void> {
  const { folders } = await supervisor.call('engine.snapshot', {});
  const folder = folders.find((view) => view.id === id);
  if (folder === undefined) throw new FilemillError('folder.unknown', 'This folder is not watched any more.');
  if (!existsSync(folder.path)) {
    throw new FilemillError('folder.missing', `The folder "${folder.path}" is not there.`, {
      hint: 'Connect the drive it lies on, or remove it from Filemill.',
    });
  }
  await openPath(folder.path);
}
