import { PackedKeys, type Reach } from './packed-keys';

const PARTS = 2;
const PART_BITS = 16;
const BUCKETS = 1 << PART_BITS;
const NONE = -1;

/** A key: high and low word, the next one in the same bucket of each part, the next one of the same name, its newest holder. */
const RECORD = 6;
const NEXT_IN_PART = 2;
const NEXT_OF_NAME = 4;
const NEWEST_HOLDER = 5;

/** None, one or two of four doubts. */
const MOST_FLIPS = 11;

/**
 * 64-bit keys, found by how few bits they differ in, without a look at all of them: two that are near agree in one of
 * two parts, the halves of the low word, but for bits that were in doubt from the beginning. So a part is looked up as
 * it is, and with one or two of its doubts turned the other way (multi-index hashing, Norouzi, Punjani, Fleet 2012; which
 * places are worth a look, Lv and others: Multi-Probe LSH, 2007).
 *
 * Equal keys stand there once, however many have them. A key is two unsigned 32-bit words, high and low; where one is
 * looked for, a third word has the doubts of the low one, few in each half.
 */
export class NearIndex {
  private records = new Int32Array(RECORD * 1024);
  private keyCount = 0;
  private freeKey = NONE;
  /** By part and bucket: the newest key there. */
  private readonly heads = new Int32Array(PARTS * BUCKETS).fill(NONE);
  /** By mixed bits: the newest key there; as many as keys have room. */
  private names = new Int32Array(1024).fill(NONE);
  /** Who has a key, and who had it before. */
  private holders = new Int32Array(2 * 1024);
  private holderCount = 0;
  private freeHolder = NONE;
  /** By key: the question in which it was met last. */
  private seen = new Uint32Array(1024);
  private question = 0;
  private readonly flips = new Uint16Array(MOST_FLIPS);

  add(owner: number, high: number, low: number): void {
    let key = this.find(high, low);
    if (key === NONE) key = this.append(high, low);
    const at = key * RECORD + NEWEST_HOLDER;
    this.records[at] = this.newHolder(owner, this.records[at]!);
  }

  /** Takes one owner from a key; what is not there is passed over. */
  remove(owner: number, high: number, low: number): void {
    const key = this.find(high, low);
    if (key === NONE) return;
    const { records, holders } = this;
    const newest = key * RECORD + NEWEST_HOLDER;
    let before = NONE;
    let holder = records[newest]!;
    while (holder !== NONE && holders[holder * 2] !== owner) {
      before = holder;
      holder = holders[holder * 2 + 1]!;
    }
    if (holder === NONE) return;
    const after = holders[holder * 2 + 1]!;
    if (before === NONE) records[newest] = after;
    else holders[before * 2 + 1] = after;
    holders[holder * 2 + 1] = this.freeHolder;
    this.freeHolder = holder;
    if (records[newest] === NONE) this.drop(key, high, low);
  }

  /**
   * Tells `visit` of those who have a key within reach: of each key once, of at most `most` who have it, the newest first.
   *
   * @param key three words from `start` on
   */
  query(key: Uint32Array, start: number, reach: Reach, most: number, visit: (owner: number, distance: number) => void): void {
    const [high, low, doubts] = [key[start]!, key[start + 1]!, key[start + 2]!];
    this.question += 1;
    const { records, heads, holders, seen, question, flips } = this;
    for (let part = 0; part < PARTS; part += 1) {
      const bits = partOf(part, low);
      const next = NEXT_IN_PART + part;
      const count = putFlips(partOf(part, doubts), reach.flips, flips);
      for (let index = 0; index < count; index += 1) {
        for (let key = heads[part * BUCKETS + (bits ^ flips[index]!)]!; key !== NONE; ) {
          const at = key * RECORD;
          const distance = bitsIn(records[at]! ^ high) + bitsIn(records[at + 1]! ^ low);
          if (distance <= reach.bits && seen[key] !== question) {
            seen[key] = question;
            for (let holder = records[at + NEWEST_HOLDER]!, told = 0; holder !== NONE && told < most; told += 1) {
              visit(holders[holder * 2]!, distance);
              holder = holders[holder * 2 + 1]!;
            }
          }
          key = records[at + next]!;
        }
      }
    }
  }

  /**
   * The keys as they are now, for many questions at once.
   *
   * @param mostStride see `PackedKeys`
   */
  pack(mostStride: number): PackedKeys {
    const { records, holders } = this;
    const end = this.keyCount * RECORD;
    let count = 0;
    for (let at = 0; at < end; at += RECORD) if (records[at + NEWEST_HOLDER] !== NONE) count += 1;
    const owned = { highs: new Int32Array(count), lows: new Int32Array(count), ownerStarts: new Int32Array(count + 1), owners: new Int32Array(this.holderCount) };
    let key = 0;
    let owner = 0;
    for (let at = 0; at < end; at += RECORD) {
      if (records[at + NEWEST_HOLDER] === NONE) continue;
      owned.highs[key] = records[at]!;
      owned.lows[key] = records[at + 1]!;
      for (let holder = records[at + NEWEST_HOLDER]!; holder !== NONE; holder = holders[holder * 2 + 1]!) owned.owners[owner++] = holders[holder * 2]!;
      owned.ownerStarts[++key] = owner;
    }
    return new PackedKeys(owned, mostStride);
  }

  private find(high: number, low: number): number {
    const { records } = this;
    for (let key = this.names[this.nameOf(high, low)]!; key !== NONE; key = records[key * RECORD + NEXT_OF_NAME]!) {
      if (records[key * RECORD] === (high | 0) && records[key * RECORD + 1] === (low | 0)) return key;
    }
    return NONE;
  }

  private append(high: number, low: number): number {
    let key = this.freeKey;
    if (key === NONE) {
      key = this.keyCount++;
      if (key >= this.seen.length) this.makeRoom();
    } else this.freeKey = this.records[key * RECORD]!;
    const { records, heads, names } = this;
    const at = key * RECORD;
    records[at] = high;
    records[at + 1] = low;
    for (let part = 0; part < PARTS; part += 1) {
      const bucket = part * BUCKETS + partOf(part, low);
      records[at + NEXT_IN_PART + part] = heads[bucket]!;
      heads[bucket] = key;
    }
    const name = this.nameOf(high, low);
    records[at + NEXT_OF_NAME] = names[name]!;
    names[name] = key;
    records[at + NEWEST_HOLDER] = NONE;
    return key;
  }

  /** A key that nobody has any more. */
  private drop(key: number, high: number, low: number): void {
    const { records } = this;
    for (let part = 0; part < PARTS; part += 1) takeOut(this.heads, part * BUCKETS + partOf(part, low), records, NEXT_IN_PART + part, key);
    takeOut(this.names, this.nameOf(high, low), records, NEXT_OF_NAME, key);
    records[key * RECORD] = this.freeKey;
    this.freeKey = key;
  }

  private makeRoom(): void {
    this.records = lengthen(this.records);
    this.seen = lengthen(this.seen);
    this.names = new Int32Array(this.seen.length).fill(NONE);
    // None is free, or there would be room.
    for (let key = 0; key < this.keyCount - 1; key += 1) {
      const at = key * RECORD;
      const name = this.nameOf(this.records[at]!, this.records[at + 1]!);
      this.records[at + NEXT_OF_NAME] = this.names[name]!;
      this.names[name] = key;
    }
  }

  private newHolder(owner: number, before: number): number {
    let holder = this.freeHolder;
    if (holder === NONE) {
      holder = this.holderCount++;
      if (holder * 2 >= this.holders.length) this.holders = lengthen(this.holders);
    } else this.freeHolder = this.holders[holder * 2 + 1]!;
    this.holders[holder * 2] = owner;
    this.holders[holder * 2 + 1] = before;
    return holder;
  }

  private nameOf(high: number, low: number): number {
    const mixed = Math.imul(Math.imul(high, 0x9e3779b1) ^ low, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & (this.names.length - 1);
  }
}

/** Takes a key out of the chain that begins at `heads[start]`. */
function takeOut(heads: Int32Array, start: number, records: Int32Array, next: number, key: number): void {
  const after = records[key * RECORD + next]!;
  if (heads[start] === key) {
    heads[start] = after;
    return;
  }
  for (let before = heads[start]!; before !== NONE; before = records[before * RECORD + next]!) {
    if (records[before * RECORD + next] !== key) continue;
    records[before * RECORD + next] = after;
    return;
  }
}

function lengthen<T extends Uint32Array | Int32Array>(array: T): T {
  const longer = new (array.constructor as new (length: number) => T)(array.length * 2);
  longer.set(array);
  return longer;
}

function partOf(part: number, low: number): number {
  return part === 0 ? low >>> PART_BITS : low & (BUCKETS - 1);
}

/** Which bits may be the other way round together, nothing among them. @returns how many it has put there */
function putFlips(doubts: number, most: number, flips: Uint16Array): number {
  let count = 0;
  flips[count++] = 0;
  for (let rest = doubts; rest !== 0; rest &= rest - 1) {
    const one = rest & -rest;
    if (count < MOST_FLIPS) flips[count++] = one;
    if (most < 2) continue;
    for (let others = rest & (rest - 1); others !== 0; others &= others - 1) if (count < MOST_FLIPS) flips[count++] = one | (others & -others);
  }
  return count;
}

function bitsIn(word: number): number {
  let rest = word - ((word >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
