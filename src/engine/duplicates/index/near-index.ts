const PARTS = 4;
const PART_BITS = 16;
const BUCKETS = 1 << PART_BITS;
const NONE = -1;
/** New keys stand in chains until there are so many, or a quarter of the sorted ones. */
const FEWEST_TO_SORT = 2048;

/**
 * 64-bit keys, found by how few bits they differ in, without a look at all of them: keys that differ in at most r bits
 * differ in at most r/4 in one of their four parts, so that only the buckets of parts so near are looked through
 * (multi-index hashing; Norouzi, Punjani, Fleet: Fast Search in Hamming Space with Multi-Index Hashing, 2012).
 *
 * The keys of a bucket lie side by side, for most of the time goes into fetching them. Equal keys stand there once,
 * however many have them. A key is two unsigned 32-bit words, high and low.
 */
export class NearIndex {
  /** By key number: high and low, and who has it; null once nobody has. */
  private words = new Int32Array(2 * 1024);
  private owners: (number | number[] | null)[] = [];
  private readonly numbersOf = new Map<number, number[]>();
  /** Keys from this number on are not sorted yet. */
  private sortedCount = 0;
  private deadCount = 0;
  /** By part: where each bucket begins, and high, low and number of each sorted key. */
  private readonly starts = Array.from({ length: PARTS }, () => new Int32Array(BUCKETS + 1));
  private rows = Array.from({ length: PARTS }, () => new Int32Array(0));
  /** By part: the newest unsorted key of each bucket, and by key the one before. */
  private readonly heads = Array.from({ length: PARTS }, () => new Int32Array(BUCKETS).fill(NONE));
  private nexts = Array.from({ length: PARTS }, () => new Int32Array(1024));
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
    this.append(owner, high, low);
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
    // Its words stay in the buckets until they are sorted anew.
    this.owners[key] = null;
    this.deadCount += 1;
    const name = mix(high, low);
    const rest = (this.numbersOf.get(name) ?? []).filter((other) => other !== key);
    if (rest.length > 0) this.numbersOf.set(name, rest);
    else this.numbersOf.delete(name);
  }

  /**
   * Tells `visit` of each distinct key within `radius` bits, once, with its owners.
   *
   * @param radius at most 15
   */
  query(high: number, low: number, radius: number, visit: (owners: number | readonly number[], distance: number) => void): void {
    this.sortWhenDue();
    this.turn += 1;
    const { owners, seen, turn, words } = this;
    const meet = (key: number, distance: number) => {
      if (seen[key] === turn) return;
      seen[key] = turn;
      const found = owners[key] ?? null;
      if (found !== null) visit(found, distance);
    };
    const hasUnsorted = owners.length > this.sortedCount;
    // Were each part further than this, their sum would be further than the radius.
    const wide = Math.floor(radius / PARTS);
    const wideParts = (radius % PARTS) + 1;
    for (let part = 0; part < PARTS; part += 1) {
      const masks = masksWithin(part < wideParts ? wide : wide - 1);
      const bits = partOf(part, high, low);
      const starts = this.starts[part]!;
      const rows = this.rows[part]!;
      const heads = this.heads[part]!;
      const nexts = this.nexts[part]!;
      for (let index = 0; index < masks.length; index += 1) {
        const bucket = bits ^ masks[index]!;
        for (let row = starts[bucket]! * 3, end = starts[bucket + 1]! * 3; row < end; row += 3) {
          const distance = bitsIn(rows[row]! ^ high) + bitsIn(rows[row + 1]! ^ low);
          if (distance <= radius) meet(rows[row + 2]!, distance);
        }
        if (!hasUnsorted) continue;
        for (let key = heads[bucket]!; key !== NONE; key = nexts[key]!) {
          const distance = bitsIn(words[key * 2]! ^ high) + bitsIn(words[key * 2 + 1]! ^ low);
          if (distance <= radius) meet(key, distance);
        }
      }
    }
  }

  private find(high: number, low: number): number {
    const isIt = (key: number) => this.words[key * 2] === (high | 0) && this.words[key * 2 + 1] === (low | 0);
    return this.numbersOf.get(mix(high, low))?.find(isIt) ?? NONE;
  }

  private append(owners: number | number[], high: number, low: number): void {
    const key = this.owners.length;
    this.owners.push(owners);
    if (key >= this.seen.length) {
      this.words = lengthen(this.words);
      this.seen = lengthen(this.seen);
      this.nexts = this.nexts.map((next) => lengthen(next));
    }
    this.words[key * 2] = high;
    this.words[key * 2 + 1] = low;
    const name = mix(high, low);
    const same = this.numbersOf.get(name);
    if (same) same.push(key);
    else this.numbersOf.set(name, [key]);
    for (let part = 0; part < PARTS; part += 1) {
      const bucket = partOf(part, high, low);
      const heads = this.heads[part]!;
      this.nexts[part]![key] = heads[bucket]!;
      heads[bucket] = key;
    }
  }

  private sortWhenDue(): void {
    const due = Math.max(FEWEST_TO_SORT, this.sortedCount / 4);
    if (this.deadCount > due) this.renumber();
    if (this.owners.length - this.sortedCount > due) this.sort();
  }

  /** Lets go of keys that nobody has any more. */
  private renumber(): void {
    const { words, owners } = this;
    this.owners = [];
    this.words = new Int32Array(words.length);
    this.numbersOf.clear();
    this.seen.fill(0);
    this.turn = 1;
    this.deadCount = 0;
    this.sortedCount = 0;
    for (let part = 0; part < PARTS; part += 1) {
      this.starts[part]!.fill(0);
      this.rows[part] = new Int32Array(0);
      this.heads[part]!.fill(NONE);
    }
    owners.forEach((owner, key) => {
      if (owner !== null) this.append(owner, words[key * 2]! >>> 0, words[key * 2 + 1]! >>> 0);
    });
    this.sort();
  }

  private sort(): void {
    const count = this.owners.length;
    for (let part = 0; part < PARTS; part += 1) {
      const starts = this.starts[part]!.fill(0);
      const bucketOf = (key: number) => partOf(part, this.words[key * 2]! >>> 0, this.words[key * 2 + 1]! >>> 0);
      for (let key = 0; key < count; key += 1) starts[bucketOf(key) + 1]! += 1;
      for (let bucket = 0; bucket < BUCKETS; bucket += 1) starts[bucket + 1]! += starts[bucket]!;
      const free = starts.slice();
      const rows = new Int32Array(count * 3);
      for (let key = 0; key < count; key += 1) {
        const bucket = bucketOf(key);
        rows.set([this.words[key * 2]!, this.words[key * 2 + 1]!, key], free[bucket]! * 3);
        free[bucket]! += 1;
      }
      this.rows[part] = rows;
      this.heads[part]!.fill(NONE);
    }
    this.sortedCount = count;
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
