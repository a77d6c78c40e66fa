/** Counts under one name that grow together, such as [done, attention] of a folder. */
export type Counts = readonly number[];

/** What is counted stays the same for so long before it is told … */
const QUIET_MS = 4_000;
/** … unless it never comes to rest. */
const LONGEST_WAIT_MS = 60_000;
const AT_MOST_EVERY_MS = 60_000;

interface Entry {
  counts: Counts;
  changedAt: number;
  /** Since when there is something to tell; null while there is nothing. */
  freshSince: number | null;
  told: number[];
  toldAt: number;
}

/**
 * Gathers growing counts until they rest, so that many small changes make one notice: told after some quiet seconds, and
 * for each name at most once a minute. What was there at first counts as told.
 */
export class Gathering<K> {
  private readonly entries = new Map<K, Entry>();
  private isFirst = true;

  /** @param now milliseconds of a clock that never jumps */
  update(all: ReadonlyMap<K, Counts>, now: number): void {
    for (const [key, counts] of all) {
      const entry = this.entries.get(key) ?? this.begin(key, counts, now);
      if (entry.counts.some((count, i) => count !== counts[i])) entry.changedAt = now;
      entry.counts = counts;
      // What was resolved and comes back is new.
      entry.told = entry.told.map((told, i) => Math.min(told, counts[i] ?? 0));
      entry.freshSince = isFresh(entry) ? (entry.freshSince ?? now) : null;
    }
    for (const key of this.entries.keys()) if (!all.has(key)) this.entries.delete(key);
    this.isFirst = false;
  }

  private begin(key: K, counts: Counts, now: number): Entry {
    const told = this.isFirst ? [...counts] : counts.map(() => 0);
    const entry: Entry = { counts, changedAt: now, freshSince: null, told, toldAt: -Infinity };
    this.entries.set(key, entry);
    return entry;
  }

  /** What is to be told now, as how much each count grew since it was told last; it counts as told. */
  take(now: number): Map<K, Counts> {
    const due = new Map<K, Counts>();
    for (const [key, entry] of this.entries) {
      if (entry.freshSince === null || now - entry.toldAt < AT_MOST_EVERY_MS) continue;
      if (now - entry.changedAt < QUIET_MS && now - entry.freshSince < LONGEST_WAIT_MS) continue;
      due.set(key, entry.counts.map((count, i) => count - (entry.told[i] ?? 0)));
      entry.told = [...entry.counts];
      entry.toldAt = now;
      entry.freshSince = null;
    }
    return due;
  }

  /** Nothing of what is gathered is wanted any more. */
  forget(): void {
    for (const entry of this.entries.values()) {
      entry.told = [...entry.counts];
      entry.freshSince = null;
    }
  }

  /** Something is gathered and not told yet: ask again later. */
  get isPending(): boolean {
    return [...this.entries.values()].some(({ freshSince }) => freshSince !== null);
  }
}

const isFresh = ({ counts, told }: Entry): boolean => counts.some((count, i) => count > (told[i] ?? 0));
