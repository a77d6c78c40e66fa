import { createHash } from 'node:crypto';
import { rowsOf } from '../../../base/packed-rows';
import { packedEntrySchema, type PackedEntry } from '../../../shared/model/packing';
import type { PackedRows } from '../../../shared/rpc/packed-rows';

/** What an archive should hold under a name: the how manieth of what went in, from 0; bytes; null for a folder. */
export interface Expected {
  index: number;
  size: number;
  sha256: string | null;
}

export type FindExpected = (key: string) => Expected | undefined;
type KeyOf = (name: string) => string;

/** For archives in any order. @returns one way to look up for each pass over the archive */
export function byName(entries: PackedRows<PackedEntry>, keyOf: KeyOf): [FindExpected, FindExpected] {
  const { find } = new Table(entries, keyOf);
  return [find, find];
}

/** For archives that hold things in the order in which they went in: no more than a piece of the list at a time. In another order it is the same, but slow. */
export function inOrder(entries: PackedRows<PackedEntry>, keyOf: KeyOf): [FindExpected, FindExpected] {
  return [new Cursor(entries, keyOf).find, new Cursor(entries, keyOf).find];
}

class Cursor {
  private rows: Iterator<Expected & { key: string }>;

  constructor(
    private readonly entries: PackedRows<PackedEntry>,
    private readonly keyOf: KeyOf,
  ) {
    this.rows = this.fromTheBeginning();
  }

  /** From where it stands to the end, and from the beginning to where it stood. */
  readonly find: FindExpected = (key) => {
    for (let looked = 0; looked <= this.entries.count; looked += 1) {
      const { value, done } = this.rows.next();
      if (done === true) this.rows = this.fromTheBeginning();
      else if (value.key === key) return value;
    }
    return undefined;
  };

  private *fromTheBeginning(): Generator<Expected & { key: string }, void, undefined> {
    let index = 0;
    for (const { name, size, sha256 } of rowsOf(this.entries, packedEntrySchema)) {
      yield { key: this.keyOf(name), index, size, sha256 };
      index += 1;
    }
  }
}

const NAME_BYTES = 16;
const SUM_BYTES = 32;

/** Some 60 bytes each, outside the heap, as there may be very many: names by the beginnings of their own SHA-256, which no two share. */
class Table {
  /** By name: counted from 1, 0 where it is free. At most half of them are taken. */
  private readonly slots: Uint32Array;
  private readonly names: Buffer;
  private readonly sums: Buffer;
  private readonly sizes: Float64Array;
  private readonly isFolder: Uint8Array;

  constructor(entries: PackedRows<PackedEntry>, keyOf: KeyOf) {
    this.slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(1, entries.count) * 2)));
    this.names = Buffer.alloc(entries.count * NAME_BYTES);
    this.sums = Buffer.alloc(entries.count * SUM_BYTES);
    this.sizes = new Float64Array(entries.count);
    this.isFolder = new Uint8Array(entries.count);
    let index = 0;
    for (const { name, size, sha256 } of rowsOf(entries, packedEntrySchema)) {
      const mark = markOf(keyOf(name));
      mark.copy(this.names, index * NAME_BYTES, 0, NAME_BYTES);
      if (sha256 !== null) this.sums.write(sha256, index * SUM_BYTES, 'hex');
      this.sizes[index] = size;
      this.isFolder[index] = sha256 === null ? 1 : 0;
      this.slots[this.slotOf(mark)] = index + 1;
      index += 1;
    }
  }

  readonly find: FindExpected = (key) => {
    const index = (this.slots[this.slotOf(markOf(key))] ?? 0) - 1;
    if (index < 0) return undefined;
    return { index, size: this.sizes[index] ?? 0, sha256: this.isFolder[index] === 1 ? null : this.sums.toString('hex', index * SUM_BYTES, (index + 1) * SUM_BYTES) };
  };

  /** Where the name is, or would be put. */
  private slotOf(mark: Buffer): number {
    const last = this.slots.length - 1;
    for (let slot = mark.readUInt32LE(0) & last; ; slot = (slot + 1) & last) {
      const row = this.slots[slot] ?? 0;
      if (row === 0) return slot;
      const at = (row - 1) * NAME_BYTES;
      if (mark.compare(this.names, at, at + NAME_BYTES, 0, NAME_BYTES) === 0) return slot;
    }
  }
}

const markOf = (key: string): Buffer => createHash('sha256').update(key).digest();
