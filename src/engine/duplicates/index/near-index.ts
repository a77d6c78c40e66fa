const PARTS = 4;
const PART_BITS = 16;
const BUCKETS = 1 << PART_BITS;
const NONE = -1;
const NODE = 8;
const NEXT = 2;

/**
 * 64-bit keys, found by how few bits they differ in, without a look at all of them: keys that differ in at most r bits
 * differ in at most r/4 in one of their four parts, so that only the buckets of parts so near are looked through
 * (multi-index hashing; Norouzi, Punjani, Fleet: Fast Search in Hamming Space with Multi-Index Hashing, 2012).
 *
 * Equal keys stand in the buckets once, however many have them. A key is two unsigned 32-bit words, high and low.
 */
export class NearIndex {
  /** By key number, all that looking through a bucket reads, side by side: high, low, the next key in each part's bucket. */
  private nodes = new Int32Array(1024 * NODE);
  private keyCount = 0;
  private readonly freeKeys: number[] = [];
  private readonly numberOf = new Map<number, number[]>();
  /** By key number: who has it. */
  private readonly owners: (number | number[] | null)[] = [];
  /** By part and its 16 bits: the first key. */
  private readonly heads = Array.from({ length: PARTS }, () => new Int32Array(BUCKETS).fill(NONE));
  private seen = new Uint32Array(1024);
  private turn = 0;

  add(owner: number, high: number, low: number): void {
    const known = this.find(high, low);
    if (known !== NONE) {
      const before = this.owners[known] ?? null;
      if (Array.isArray(before)) before.push(owner);
      else this.owners[known] = before === null ? owner : [before, owner];
      return;
    }
    const key = this.freeKeys.pop() ?? this.grow();
    this.nodes[key * NODE] = high;
    this.nodes[key * NODE + 1] = low;
    this.owners[key] = owner;
    const same = this.numberOf.get(mix(high, low));
    if (same) same.push(key);
    else this.numberOf.set(mix(high, low), [key]);
    for (let part = 0; part < PARTS; part += 1) {
      const bucket = partOf(part, high, low);
      const heads = this.heads[part]!;
      this.nodes[key * NODE + NEXT + part] = heads[bucket]!;
      heads[bucket] = key;
    }
  }

  /** Takes one owner from a key; what is not there is passed over. */
  remove(owner: number, high: number, low: number): void {
    const key = this.find(high, low);
    const owners = key === NONE ? null : (this.owners[key] ?? null);
    if (Array.isArray(owners)) {
      const at = owners.indexOf(owner);
      if (at >= 0) owners.splice(at, 1);
      if (owners.length > 0) return;
    } else if (owners !== owner) return;
    this.owners[key] = null;
    this.freeKeys.push(key);
    const name = mix(high, low);
    const rest = (this.numberOf.get(name) ?? []).filter((other) => other !== key);
    if (rest.length > 0) this.numberOf.set(name, rest);
    else this.numberOf.delete(name);
    for (let part = 0; part < PARTS; part += 1) this.unlink(part, partOf(part, high, low), key);
  }

  /**
   * Tells `visit` of each distinct key within `radius` bits, once, with its owners.
   *
   * @param radius at most 15
   */
  query(high: number, low: number, radius: number, visit: (owners: number | readonly number[], distance: number) => void): void {
    this.turn += 1;
    const turn = this.turn;
    const { nodes, seen } = this;
    // Were each part further than this, their sum would be further than the radius.
    const wide = Math.floor(radius / PARTS);
    const wideParts = (radius % PARTS) + 1;
    for (let part = 0; part < PARTS; part += 1) {
      const masks = masksWithin(part < wideParts ? wide : wide - 1);
      const heads = this.heads[part]!;
      const bits = partOf(part, high, low);
      for (let at = 0; at < masks.length; at += 1) {
        for (let key = heads[bits ^ masks[at]!]!; key !== NONE; key = nodes[key * NODE + NEXT + part]!) {
          const distance = bitsIn(nodes[key * NODE]! ^ high) + bitsIn(nodes[key * NODE + 1]! ^ low);
          if (distance > radius || seen[key] === turn) continue;
          seen[key] = turn;
          visit(this.owners[key] as number | number[], distance);
        }
      }
    }
  }

  private find(high: number, low: number): number {
    const isIt = (key: number) => this.nodes[key * NODE] === (high | 0) && this.nodes[key * NODE + 1] === (low | 0);
    return this.numberOf.get(mix(high, low))?.find(isIt) ?? NONE;
  }

  private unlink(part: number, bucket: number, key: number): void {
    const heads = this.heads[part]!;
    const nextOf = (of: number) => this.nodes[of * NODE + NEXT + part]!;
    if (heads[bucket] === key) {
      heads[bucket] = nextOf(key);
      return;
    }
    let before = heads[bucket]!;
    while (before !== NONE && nextOf(before) !== key) before = nextOf(before);
    if (before !== NONE) this.nodes[before * NODE + NEXT + part] = nextOf(key);
  }

  private grow(): number {
    const key = this.keyCount;
    this.keyCount += 1;
    if (key >= this.seen.length) {
      this.nodes = lengthen(this.nodes);
      this.seen = lengthen(this.seen);
    }
    return key;
  }
}

function lengthen<T extends Uint32Array | Int32Array>(array: T): T {
  const longer = new (array.constructor as new (length: number) => T)(array.length * 2);
  longer.set(array);
  return longer;
}

function mix(high: number, low: number): number {
  return (Math.imul(high, 0x9e3779b1) ^ low) >>> 0;
}

function partOf(part: number, high: number, low: number): number {
  const word = part < 2 ? high : low;
  return part % 2 === 0 ? word >>> PART_BITS : word & (BUCKETS - 1);
}

function bitsIn(word: number): number {
  let rest = word - ((word >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const known: Uint16Array[] = [];

/** All 16-bit words with at most so many bits set; none for a negative number. */
function masksWithin(bits: number): Uint16Array {
  if (bits < 0) return new Uint16Array(0);
  return (known[bits] ??= Uint16Array.from(Array.from({ length: BUCKETS }, (_, word) => word).filter((word) => bitsIn(word) <= bits)));
}
