import type { FileVersion } from '../../actions/file-version';
import type { ActedFile } from '../action';
import type { ActionParts } from '../action-parts';

/**
 * Puts a copy of the original into the vault, where the settings say so.
 *
 * @param note keeps in the journal where it is about to lie, or null where none is kept after all
 */
export async function keepOriginal(
  { vault }: Pick<ActionParts, 'vault'>,
  effectId: number,
  { source, sha256 }: ActedFile,
  version: FileVersion,
  signal: AbortSignal,
  note: (vaulted: string | null) => Promise<void>,
): Promise<void> {
  if (!vault.keepsMoved) return;
  const kept = vault.open(effectId, source);
  await note(kept);
  if (await vault.keep(source, kept, version, sha256, signal)) return;
  vault.letGo(kept);
  await note(null);
}
