import { forgetReplaced } from '../actions/transform-picture';
import { emptyVault, vaultOf } from '../actions/vault';
import { forgetPacked } from '../archives/acts/take-back-create';
import type { Effects } from '../store/effects';
import type { DuplicatesParts } from './duplicates-parts';

const DAY_MS = 86_400_000;
const HOURLY_MS = 3_600_000;
const PER_TURN = 100;

/** Lets go of what the vault has kept for as long as the settings say. */
export class VaultKeeper {
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly parts: Pick<DuplicatesParts, 'database' | 'settings' | 'dataFolder' | 'log'> & { effects: Effects }) {}

  start(): void {
    this.timer = setInterval(() => this.letGo(Date.now()), HOURLY_MS);
    this.timer.unref();
  }

  close(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** The ledger says first that it can't be taken back any more. */
  letGo(now: number): void {
    const { database, settings, dataFolder, effects, log } = this.parts;
    try {
      const before = now - settings.general.duplicates.vaultDays * DAY_MS;
      for (const { id, target } of effects.keptIn(vaultOf(dataFolder), ['vault', 'trash'], before, PER_TURN)) {
        const isOver = database.transaction((writer) => effects.move(writer, id, 'done', 'expired'));
        if (isOver) emptyVault(dataFolder, target);
      }
      forgetReplaced(database, dataFolder, before);
      forgetPacked(database, dataFolder, before);
    } catch (error) {
      log.error('vault', { error });
    }
  }
}
