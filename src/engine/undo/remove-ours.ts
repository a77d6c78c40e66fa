import { unlinkSync } from 'node:fs';
import { toFsPath } from '../../base/byte-name';
import { hashAt } from '../actions/copy-verified';
import { fileHere } from '../actions/file-version';
import type { Effect } from '../store/effects';
import type { Vault } from '../vault/vault';

/**
 * Takes away a file that Filemill has written. Where the original no longer has these bytes it may be the last copy of them:
 * then it goes into the vault.
 */
export async function removeOurs(vault: Vault, { id, source, target, sha256 }: Pick<Effect, 'id' | 'source' | 'target' | 'sha256'>, madeOf: 'original' | 'nothing'): Promise<void> {
  if (madeOf === 'original' && !(await holds(source, sha256))) await vault.put(target, vault.open(id, target));
  else unlinkSync(toFsPath(target));
}

const holds = async (path: string, sha256: string | null): Promise<boolean> => fileHere(path) !== undefined && (await hashAt(path)) === sha256;
