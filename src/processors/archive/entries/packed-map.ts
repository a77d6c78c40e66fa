import { randomInt } from 'node:crypto';
import { ByteRows } from './byte-rows';

const FIRST_SLOTS = 1024;
/** Secrets of this process: whoever makes an archive can't foretell which names come to lie at one place. */
const SEED = randomInt(2 ** 32);
const FACTOR = randomInt(2 ** 31) * 2 + 1;

/**
 * What a `Map` by text does, for hundreds of thousands: outside the heap, in a third of the memory. Values are kept as JSON;
 * none is ever taken away, and one that is set anew leaves the room of the old one unused.
 */
export class PackedMap<V> {
  /** `[key, value]` */
  private readonly rows = new ByteRows();
  /** For each slot the hash of a key, and its row counted from 1; 0 where it is free. */
  private hashes = new Uint32Array(FIRST_SLOTS);
  private rowsAt = new Uint32Array(FIRST_SLOTS);
  private used = 0;

  get(key: string): V | undefined {
    return this.find(key)[1]?.[1];
  }

  has(key: string): boolean {
    return this.find(key)[1] !== undefined;
  }

  set(key: string, value: V): void {
    const [slot, known] = this.find(key);
    this.rows.addText(JSON.stringify([key, value]));
    this.rowsAt[slot] = this.rows.length;
    if (known) return;
    this.hashes[slot] = hashOf(key);
    this.used += 1;
    if (this.used * 3 > this.rowsAt.length * 2) this.grow();
  }

  /** Where the key is, or would be put. */
  private find(key: string): [slot: number, found?: [string, V]] {
    const hash = hashOf(key);
    const last = this.rowsAt.length - 1;
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const row = this.rowsAt[slot] as number;
      if (row === 0) return [slot];
      if (this.hashes[slot] !== hash) continue;
      const found = JSON.parse(this.rows.at(row - 1).toString()) as [string, V];
      if (found[0] === key) return [slot, found];
    }
  }

  private grow(): void {
    const { hashes, rowsAt } = this;
    this.hashes = new Uint32Array(hashes.length * 2);
    this.rowsAt = new Uint32Array(hashes.length * 2);
    const last = this.rowsAt.length - 1;
    rowsAt.forEach((row, from) => {
      if (row === 0) return;
      const hash = hashes[from] as number;
      let slot = hash & last;
      while (this.rowsAt[slot] !== 0) slot = (slot + 1) & last;
      this.hashes[slot] = hash;
      this.rowsAt[slot] = row;
    });
  }
}

function hashOf(key: string): number {
  let hash = SEED;
  for (let i = 0; i < key.length; i += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(i), FACTOR);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}
