import type { Effect, EffectAction, Effects } from '../store/effects';
import type { Database, Writer } from '../store/database';
import type { Ledger } from '../store/ledger';
import type { Whereabouts } from '../store/whereabouts';
import type { Vault } from '../vault/vault';

/** What taking something back needs of the mill. */
export interface UndoParts {
  readonly database: Database;
  readonly effects: Effects;
  readonly ledger: Ledger;
  readonly whereabouts: Whereabouts;
  readonly vault: Vault;
  /** A job that waited for its file is over. */
  dropped(jobId: number): void;
}

/** What remains once the files are as before. */
export interface Conclusion {
  /** Once they are so on the disk, too: what was kept for the way back is no longer needed. May be done again. */
  clear?(): void;
  /** What the ledger is told, in one transaction with the effect's end. */
  write(writer: Writer): void;
}

/** How one kind of effect is taken back. */
export interface Undoer {
  readonly actions: readonly EffectAction[];
  /** @throws FilemillError `effect.changed`, `effect.final` or what is in the way; everything then stays as it is */
  takeBack(effect: Effect, parts: UndoParts): Promise<Conclusion>;
  /**
   * After an end of Filemill in between: forward where the files are as before already, else back.
   *
   * @returns null where nothing was taken back; undefined where that can't be told, as a drive is away
   */
  resume(effect: Effect, parts: UndoParts): Promise<Conclusion | null | undefined>;
}

export const nothingToTell: Conclusion = { write: () => undefined };
