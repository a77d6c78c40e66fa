import { ByteRows } from '../entries/byte-rows';
import { PackedEntries } from '../entries/packed-entries';
import type { ListedEntry } from './entry-of';

type Rest = [bytes: number | null, sha1: string | null, block: string];

/** Some entries of a listing, in its order. */
export interface Plan extends Iterable<ListedEntry> {
  readonly length: number;
  at(index: number): ListedEntry | undefined;
}

/** All entries of a listing, packed; `entry.ordinal` is the place. */
export class ListedEntries implements Plan {
  readonly entries = new PackedEntries();
  private readonly rests = new ByteRows();

  get length(): number {
    return this.rests.length;
  }

  add({ entry, bytes, sha1, block }: ListedEntry): void {
    this.entries.add(entry);
    const rest: Rest = [bytes, sha1, block];
    this.rests.addText(JSON.stringify(rest));
  }

  at(ordinal: number): ListedEntry | undefined {
    const entry = this.entries.at(ordinal);
    if (!entry) return undefined;
    const [bytes, sha1, block] = JSON.parse(this.rests.at(ordinal).toString()) as Rest;
    return { entry, bytes, sha1, block };
  }

  *[Symbol.iterator](): Generator<ListedEntry, void, undefined> {
    for (let ordinal = 0; ordinal < this.length; ordinal += 1) yield this.at(ordinal) as ListedEntry;
  }

  /** Those that fit. */
  chosen(fits: (listed: ListedEntry) => boolean): Plan {
    return new Chosen(this, ordinalsOf(this, fits));
  }
}

/** Places of those that fit. */
export function ordinalsOf(all: Iterable<ListedEntry>, fits: (listed: ListedEntry) => boolean): Set<number> {
  const found = new Set<number>();
  for (const listed of all) if (fits(listed)) found.add(listed.entry.ordinal);
  return found;
}

class Chosen implements Plan {
  private readonly ordinals: Uint32Array;

  constructor(
    private readonly all: ListedEntries,
    chosen: ReadonlySet<number>,
  ) {
    this.ordinals = Uint32Array.from(chosen);
  }

  get length(): number {
    return this.ordinals.length;
  }

  at(index: number): ListedEntry | undefined {
    const ordinal = this.ordinals[index];
    return ordinal === undefined ? undefined : this.all.at(ordinal);
  }

  *[Symbol.iterator](): Generator<ListedEntry, void, undefined> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index) as ListedEntry;
  }
}
