import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fromNameBytes, toFsPath } from '../../base/byte-name';
import type { Log } from '../../base/log';
import { isInside } from '../../base/safe-path';
import type { GeneralSettings } from '../../shared/model/settings';
import type { Database } from '../store/database';
import type { Effect, EffectAction, Effects } from '../store/effects';
import { vaultOf } from './vault-folder';

const DAY_MS = 86_400_000;
const HOURLY_MS = 3_600_000;
/** After the start, when there is less to do than at it. */
const FIRST_MS = 60_000;
/** Ledger and disk are busy no longer than that at once. */
const PER_TURN = 500;
/** Effects that can't be taken back without what the vault has kept for them. Others do without. */
const NEEDING: ReadonlySet<EffectAction> = new Set(['vault', 'trash', 'copy', 'transform', 'searchable', 'link', 'pack', 'extract', 'discard']);

export interface VaultKeeperParts {
  readonly database: Database;
  readonly effects: Effects;
  readonly settings: { readonly general: Pick<GeneralSettings, 'vault'> };
  readonly dataFolder: string;
  readonly log: Log;
}

/** What the vault holds, for people. */
export interface VaultContents {
  files: number;
  bytes: number;
  /** In milliseconds; null where it is empty. */
  oldestAt: number | null;
}

/** A folder of the vault: what one effect has put there. */
interface Kept {
  path: string;
  effectId: number;
  files: number;
  bytes: number;
  at: number;
}

/** Lets go of what the vault has kept for as long as the settings say, and of the oldest where it would get too large. */
export class VaultKeeper {
  private timers: NodeJS.Timeout[] = [];
  /** Not less than what there is; measured anew before anything goes because of it. */
  private heldBytes: number | null = null;

  constructor(private readonly parts: VaultKeeperParts) {}

  start(): void {
    const look = (): void => this.letGo(Date.now());
    this.timers = [setTimeout(look, FIRST_MS), setInterval(look, HOURLY_MS)];
    for (const timer of this.timers) timer.unref();
  }

  close(): void {
    // Both kinds are ended alike.
    for (const timer of this.timers) clearInterval(timer);
  }

  read(): VaultContents {
    const kept = this.list();
    const [oldest] = kept;
    return { files: sum(kept, 'files'), bytes: sum(kept, 'bytes'), oldestAt: oldest?.at ?? null };
  }

  /** What is over by its days, and the oldest of what is too much. */
  letGo(now: number): void {
    const { settings, log } = this.parts;
    try {
      const { days, bytes } = settings.general.vault;
      const before = now - days * DAY_MS;
      const kept = this.list();
      const over = kept.filter(({ at }) => at < before);
      this.drop([...over, ...this.tooMuch(kept.slice(over.length), bytes)]);
    } catch (error) {
      log.error('vault', { error });
    }
  }

  /**
   * Before something is put into it: the oldest goes where there would be too much.
   *
   * @returns false where it is larger than all that may be kept
   */
  makeRoom(bytes: number): boolean {
    const most = this.parts.settings.general.vault.bytes;
    if (bytes > most) return false;
    this.heldBytes ??= sum(this.fitting(this.list()), 'bytes');
    if (this.heldBytes + bytes > most) {
      const kept = this.list();
      // A little more than is needed, so that not each one has to look through all of it.
      const wanted = Math.min(most - bytes, Math.floor(most * 0.9));
      this.drop(this.tooMuch(kept, wanted));
      this.heldBytes = sum(this.fitting(this.list()), 'bytes');
    }
    this.heldBytes += bytes;
    return true;
  }

  /** @param kept oldest first */
  private tooMuch(kept: readonly Kept[], most: number): Kept[] {
    const fitting = this.fitting(kept);
    let left = sum(fitting, 'bytes');
    return fitting.filter(({ bytes }) => {
      if (left <= most) return false;
      left -= bytes;
      return true;
    });
  }

  /** What is larger by itself than all that may be kept was put here as it is nowhere else: it goes by its days alone. */
  private fitting(kept: readonly Kept[]): readonly Kept[] {
    const most = this.parts.settings.general.vault.bytes;
    return kept.filter(({ bytes }) => bytes <= most);
  }

  /** The ledger says first that they can't be taken back any more. */
  private drop(kept: readonly Kept[]): void {
    const { database, effects } = this.parts;
    for (let from = 0; from < kept.length; from += PER_TURN) {
      const turn = kept.slice(from, from + PER_TURN);
      const over = database.transaction((writer) =>
        turn.filter(({ path, effectId }) => {
          const effect = effects.byId(effectId);
          // A ledger that was lost began to count anew: then the number is another one's.
          if (!effect || !pathsOf(effect).some((one) => isInside(path, one))) return true;
          if (effect.state === 'intended' || effect.state === 'undoing') return false;
          if (isNeeded(effect, path)) effects.move(writer, effectId, 'done', 'expired');
          return true;
        }),
      );
      for (const { path } of over) rmSync(toFsPath(path), { recursive: true, force: true });
    }
  }

  /** Oldest first. */
  private list(): Kept[] {
    const vault = vaultOf(this.parts.dataFolder);
    return namesIn(vault)
      .flatMap((name) => {
        const [, number] = /^(\d+)(?:-\d+)?$/.exec(name) ?? [];
        const path = join(vault, name);
        const folder = lstatSync(toFsPath(path), { throwIfNoEntry: false });
        if (number === undefined || !folder?.isDirectory()) return [];
        const sizes = namesIn(path).map((file) => lstatSync(toFsPath(join(path, file)), { throwIfNoEntry: false })?.size ?? 0);
        return [{ path, effectId: Number(number), files: sizes.length, bytes: sizes.reduce((all, size) => all + size, 0), at: folder.mtimeMs }];
      })
      .sort((one, other) => one.at - other.at || one.effectId - other.effectId);
  }
}

/** Of what lies in the trash, the vault's copy is a second one. */
const isNeeded = ({ action, target }: Effect, folder: string): boolean => NEEDING.has(action) && (action !== 'discard' || isInside(folder, target));

/** All that an effect may have put into the vault, whatever its kind: paths in its data, and its target. */
function pathsOf({ target, data }: Effect): string[] {
  const found = [target];
  const gather = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(gather);
  };
  gather(data === null ? null : (JSON.parse(data) as unknown));
  return found.filter((path) => path !== '');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(toFsPath(folder), 'buffer').map(fromNameBytes);
  } catch {
    // It is not there yet, or just went.
    return [];
  }
}

const sum = (kept: readonly Kept[], what: 'files' | 'bytes'): number => kept.reduce((all, one) => all + one[what], 0);
