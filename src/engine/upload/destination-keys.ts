import { typedKeysSchema, type TypedKeys } from '../../shared/model/destination';
import type { Log } from '../../base/log';
import type { Database } from '../store/database';
import type { SecretStore } from '../workers/process-host';

/** Keys that were typed in for destinations. In the ledger they lie sealed by the system's key store, or not at all. */
export class DestinationKeys {
  private readonly known = new Map<string, { keys: TypedKeys; isRemembered: boolean }>();

  constructor(
    private readonly database: Database,
    private readonly secrets: SecretStore,
    private readonly log: Log,
  ) {}

  /** Opens what was remembered. What can't be opened any more stays in the ledger and is not used. */
  async load(): Promise<void> {
    for (const { name, sealed } of this.database.all<{ name: string; sealed: string }>('SELECT name, sealed FROM destination_keys')) {
      // What went wrong may hold the secret, so it goes no further.
      const keys = typedKeysSchema.safeParse(parsed(await this.secrets.open(sealed).catch(() => null)));
      if (keys.success) this.known.set(name, { keys: keys.data, isRemembered: true });
      else this.log.warn('destination.keys', { name });
    }
  }

  /** Why keys can't be remembered here; null when they can. */
  async obstacle(): Promise<string | null> {
    const { obstacle } = await this.secrets.seal('filemill');
    return obstacle?.replace('passwords', 'keys') ?? null;
  }

  of(name: string): TypedKeys | null {
    return this.known.get(name)?.keys ?? null;
  }

  stateOf(name: string): 'missing' | 'untilEnd' | 'remembered' {
    const known = this.known.get(name);
    return known ? (known.isRemembered ? 'remembered' : 'untilEnd') : 'missing';
  }

  async put(name: string, keys: TypedKeys, remember: boolean): Promise<void> {
    const sealed = remember ? (await this.secrets.seal(JSON.stringify(keys))).sealed : null;
    this.database.transaction((writer) => {
      writer.run('DELETE FROM destination_keys WHERE name = ?', name);
      if (sealed !== null) writer.run('INSERT INTO destination_keys VALUES (?, ?)', name, sealed);
    });
    this.known.set(name, { keys, isRemembered: sealed !== null });
  }

  remove(name: string): void {
    this.database.transaction((writer) => writer.run('DELETE FROM destination_keys WHERE name = ?', name));
    this.known.delete(name);
  }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
