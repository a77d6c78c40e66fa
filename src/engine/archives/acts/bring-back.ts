import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { isThere } from '../../actions/file-version';
import { temporaryName } from '../../actions/temporary-name';
import type { Database } from '../../store/database';
import type { Vault } from '../../vault/vault';
import { t } from '../../../shared/words/words';

/**
 * A file that an act on an archive has put into the vault gets its name again; nothing happens where it is not there. May be ended anywhere and
 * done again.
 *
 * @throws FilemillError `effect.changed` when something else has its name
 */
export async function bringBack({ database, vault }: { database: Database; vault: Vault }, { id }: { id: number }, vaulted: string, to: string): Promise<void> {
  if (!isThere(vaulted)) return;
  if (!isThere(to)) return vault.bringBack(vaulted, to, { sha256: null, temporary: temporaryName(database, to, id) });
  // An end between the proved copy and the farewell leaves both.
  if (await vault.isBack(vaulted, to)) return;
  throw new FilemillError('effect.changed', t('Something else has the name {to} by now.', { to: displayName(to) }), { hint: t('Move it away, then take it back again.') });
}
