import { randomUUID } from 'node:crypto';
import type { Log } from '../base/log';
import type { Database } from './store/database';
import type { SecretStore } from './workers/process-host';

/** Every locked file is tried with all of them; a further one takes the place of the oldest. */
const MAX_PASSWORDS = 100;

const FORGET = 'DELETE FROM passwords WHERE id = ?';

interface Known {
  id: string;
  text: string;
  addedAt: number;
  isRemembered: boolean;
}

export interface ListedPassword {
  id: string;
  addedAt: number;
  isRemembered: boolean;
  /** Characters. */
  length: number;
}

/**
 * The passwords that locked files are tried with, the newest first. In the ledger they lie sealed by the system's key
 * store, or not at all.
 */
export class Passwords {
  private known: Known[] = [];

  constructor(
    private readonly database: Database,
    private readonly secrets: SecretStore,
    private readonly log: Log,
  ) {}

  /**
   * Opens what was remembered: the newest hundred, older ones are forgotten. Of those, what can't be opened any more
   * stays in the ledger and is not tried.
   */
  async load(): Promise<void> {
    const rows = this.database.all<{ id: string; sealed: string; addedAt: number }>(
      'SELECT id, sealed, added_at AS addedAt FROM passwords ORDER BY added_at DESC',
    );
    const surplus = rows.splice(MAX_PASSWORDS);
    if (surplus.length > 0) {
      this.database.transaction((writer) => surplus.forEach(({ id }) => writer.run(FORGET, id)));
      this.log.warn('password.surplus', { count: surplus.length });
    }
    for (const { id, sealed, addedAt } of rows) {
      try {
        const text = await this.secrets.open(sealed);
        if (text !== null) this.known.push({ id, text, addedAt, isRemembered: true });
        else this.log.warn('password.sealed', { id });
      } catch (error) {
        this.log.error('password.open', { id, error });
      }
    }
  }

  texts(): string[] {
    return this.known.map(({ text }) => text);
  }

  list(): ListedPassword[] {
    return this.known.map(({ id, addedAt, isRemembered, text }) => ({ id, addedAt, isRemembered, length: [...text].length }));
  }

  /** Why passwords can't be remembered here; null when they can. */
  async whyNotRemembered(): Promise<string | null> {
    return (await this.secrets.seal('filemill')).obstacle;
  }

  /** @returns whether it will be known after Filemill has ended */
  async add(text: string, remember: boolean): Promise<boolean> {
    const before = this.known.find((one) => one.text === text);
    const { id, addedAt } = before ?? { id: randomUUID(), addedAt: Date.now() };
    const sealed = remember && !before?.isRemembered ? (await this.secrets.seal(text)).sealed : null;
    const isRemembered = before?.isRemembered === true || sealed !== null;
    const others = this.known.filter((one) => one !== before);
    const evicted = others.length < MAX_PASSWORDS ? undefined : (others.findLast((one) => !one.isRemembered) ?? others.at(-1));
    if (sealed !== null || evicted?.isRemembered) {
      this.database.transaction((writer) => {
        if (evicted) writer.run(FORGET, evicted.id);
        if (sealed !== null) writer.run('INSERT OR REPLACE INTO passwords VALUES (?, ?, ?)', id, sealed, addedAt);
      });
    }
    this.known = [{ id, text, addedAt, isRemembered }, ...others.filter((one) => one !== evicted)];
    return isRemembered;
  }

  remove(id: string): void {
    this.database.transaction((writer) => writer.run(FORGET, id));
    this.known = this.known.filter((one) => one.id !== id);
  }
}
