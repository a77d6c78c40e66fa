import { FilemillError } from '../../shared/errors/filemill-error';
import { isSameNode, isUntouched, versionAt, type FileVersion } from '../actions/file-version';
import { moveAnywhere } from '../actions/move-anywhere';
import { closeVault, openVault } from '../vault/vault-folder';
import { t } from '../../shared/words/words';

/**
 * Takes an uploaded file away, into the vault of the data folder.
 *
 * @param effectId names its folder there
 * @param version what was uploaded: nothing else is taken
 * @returns where it lies now
 * @throws FilemillError `file.changed`, and then it lies where it was
 */
export async function takeIntoVault(dataFolder: string, effectId: number, path: string, version: FileVersion): Promise<string> {
  const changed = (): FilemillError => new FilemillError('file.changed', t('The file changed after it was uploaded; it stays where it is.'), { hint: t('Upload it again.') });
  if (!isUntouched(version, versionAt(path))) throw changed();
  const kept = openVault(dataFolder, effectId, path);
  try {
    await moveAnywhere(path, kept);
  } catch (error) {
    closeVault(dataFolder, kept);
    throw error;
  }
  const moved = versionAt(kept);
  // A move gives a new change time; on another file system also a new number.
  if (moved.size === version.size && moved.mtimeNs === version.mtimeNs && (isSameNode(moved, version) || moved.dev !== version.dev)) return kept;
  await moveAnywhere(kept, path);
  closeVault(dataFolder, kept);
  throw changed();
}
