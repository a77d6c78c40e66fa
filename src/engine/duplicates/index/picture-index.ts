import { MIDDLES, REMAINDERS, WHOLE, type Extent } from '../../../base/picture-signature/extent';
import { turnKey } from '../../../base/picture-signature/picture-key';
import { KEY_OF } from '../../../base/picture-signature/picture-keys';
import { coarseOf, KEY_COUNT, KEY_WORDS, readHead, readKeys } from '../../../base/picture-signature/signature-format';
import { inverseOf, TURNS } from '../../../base/picture-signature/turn';
import { CoarseGrids, type Lays } from './coarse-grids';
import { NearIndex } from './near-index';
import type { Reach } from './packed-keys';

/** How near the keys of pictures alike are: as they lie, and when turned or mirrored, which alone changes hardly a bit. */
const UPRIGHT: Reach = { bits: 14, flips: 2 };
const TURNED: Reach = { bits: 9, flips: 1 };
/** Correlation of what is seen from afar: pictures alike have more where keys have found them, strangers hardly ever. */
const LEAST_SCORE = 0.85;
const WORDS = KEY_COUNT * KEY_WORDS;

/** Keys of one sort, and which extents of a picture they are of: in this order, from `first` on among its keys. */
interface Shelf {
  readonly index: NearIndex;
  readonly first: number;
  readonly extents: readonly Extent[];
}

/**
 * Finds among many pictures those that may be like a given one, whichever way they lie, without comparing it with all.
 * An id is any non-negative 32-bit number of the caller's (one per content); it may be added once, and again after it
 * was removed.
 *
 * What keys find is looked at from afar, laid as the two keys say, before it is a candidate.
 */
export class PictureIndex {
  private readonly wholes: Shelf = { index: new NearIndex(), first: KEY_OF.whole, extents: [WHOLE, WHOLE] };
  private readonly middles: Shelf = { index: new NearIndex(), first: KEY_OF.middles, extents: MIDDLES };
  private readonly remainders: Shelf = { index: new NearIndex(), first: KEY_OF.remainders, extents: REMAINDERS };
  private readonly shelves = [this.wholes, this.middles, this.remainders];
  private readonly slots = new Map<number, number>();
  private readonly free: number[] = [];
  /** By slot. */
  private ids = new Uint32Array(1024);
  private keys = new Uint32Array(1024 * WORDS);
  private readonly grids = new CoarseGrids();
  /** Of the picture that is asked about; and of those that `neighbours` goes through. */
  private readonly lays = this.grids.lays();
  private readonly passing = this.grids.lays();
  /** By slot: the best score of the question that was asked last of it. */
  private scores = new Float32Array(1024);
  private asked = new Uint32Array(1024);
  private question = 0;

  /** How many ids it holds. */
  get size(): number {
    return this.slots.size;
  }

  /** @param signature one that `isPictureSignature` accepts, or as much of it as `isSignatureHead` does */
  add(id: number, signature: Uint8Array): void {
    if (this.slots.has(id)) return;
    const slot = this.free.pop() ?? this.slots.size;
    if (slot >= this.ids.length) this.makeRoom();
    this.slots.set(id, slot);
    this.ids[slot] = id;
    readKeys(signature, this.keys, slot * WORDS);
    this.grids.put(slot, coarseOf(signature));
    this.eachKey(slot, (index, holder, high, low) => index.add(holder, high, low));
  }

  /** An id that is not there is passed over. */
  remove(id: number): void {
    const slot = this.slots.get(id);
    if (slot === undefined) return;
    this.eachKey(slot, (index, holder, high, low) => index.remove(holder, high, low));
    this.keys.fill(0, slot * WORDS, (slot + 1) * WORDS);
    this.slots.delete(id);
    this.free.push(slot);
  }

  /** Ids to compare with, the likeliest first, at most `most`; the picture's own id among them when it was added. */
  candidates(signature: Uint8Array, most = 100): number[] {
    const { keys, coarse } = readHead(signature);
    const { wholes, middles, remainders, grids, scores, asked } = this;
    const lays = this.lays.begin(coarse);
    const question = (this.question += 1);
    const found: number[] = [];
    const ask = ({ index, extents }: Shelf, key: Uint32Array, start: number, lay: () => number, isTurned = false) => {
      index.query(key, start, isTurned ? TURNED : UPRIGHT, most, (holder) => {
        const slot = Math.floor(holder / extents.length);
        const score = grids.score(lay(), slot, extents[holder % extents.length]!);
        if (score < LEAST_SCORE) return;
        if (asked[slot] !== question) found.push(slot);
        if (asked[slot] !== question || score > scores[slot]!) scores[slot] = score;
        asked[slot] = question;
      });
    };
    // The whole picture, which trimming by a little leaves near enough, is looked for all ways round; cuttings as they lie.
    const turned = new Uint32Array(KEY_WORDS);
    for (const turn of TURNS) {
      turnKey(keys, KEY_OF.whole * KEY_WORDS, turn, turned);
      ask(wholes, turned, 0, () => lays.turned(turn), turn !== 0);
    }
    for (const shelf of [middles, remainders]) ask(shelf, keys, KEY_OF.whole * KEY_WORDS, () => lays.of(WHOLE));
    if (!isSameKey(keys, KEY_OF.whole * KEY_WORDS, KEY_OF.brightened * KEY_WORDS)) ask(wholes, keys, KEY_OF.brightened * KEY_WORDS, () => lays.of(WHOLE));
    for (const { first, extents } of [middles, remainders]) {
      for (const [at, extent] of extents.entries()) {
        ask(wholes, keys, (first + at) * KEY_WORDS, () => lays.of(extent));
        // A frame around a turned picture spoils all keys but those of its middle.
        if (extents === MIDDLES) ask(middles, keys, (first + at) * KEY_WORDS, () => lays.of(extent));
      }
    }
    return found
      .sort((one, other) => scores[other]! - scores[one]!)
      .slice(0, most)
      .map((slot) => this.ids[slot]!);
  }

  /**
   * What `candidates` would name for each of all the pictures, found for all at once in a small part of the time: by id, those that
   * have any, the likeliest first, themselves not among them. Now and then it lets its caller go on with others; pictures
   * that come or go meanwhile may be left out or named in vain.
   */
  *neighbours(most = 100): Generator<void, Map<number, number[]>> {
    const { wholes, middles, remainders, grids, passing } = this;
    const count = this.slots.size + this.free.length;
    const keys = this.keys.slice(0, count * WORDS);
    const ids = this.ids.slice(0, count);
    // What has no doubts is not asked for: of most pictures the brightened one has the same key.
    for (let slot = 0; slot < count; slot += 1) {
      const at = slot * WORDS + KEY_OF.brightened * KEY_WORDS;
      if (isSameKey(keys, slot * WORDS + KEY_OF.whole * KEY_WORDS, at)) keys[at + 2] = 0;
    }
    const scores = new Map<number, Map<number, number>>();
    const note = (one: number, other: number, score: number) => {
      let known = scores.get(one);
      if (!known) scores.set(one, (known = new Map()));
      known.set(other, Math.max(score, known.get(other) ?? 0));
    };
    /** A lay serves until the next picture's turn. */
    const asking = ({ extents }: Shelf, layOf: (lays: Lays) => number) => {
      let latest = -1;
      let lay = 0;
      return (one: number, holder: number): void => {
        const other = Math.floor(holder / extents.length);
        if (other === one) return;
        if (latest !== one) {
          lay = layOf(passing.beginAt(grids.placeOf(one)));
          latest = one;
        }
        const score = grids.score(lay, other, extents[holder % extents.length]!);
        if (score < LEAST_SCORE) return;
        note(one, other, score);
        note(other, one, score);
      };
    };
    const turned = new Uint32Array(count * KEY_WORDS);
    const packedWholes = wholes.index.pack(WORDS);
    yield;
    const packedMiddles = middles.index.pack(WORDS);
    yield;
    for (const turn of TURNS) {
      // Who lies to the left of another is found by that one, who lies to its right.
      if (turn === inverseOf(turn) || turn < inverseOf(turn)) {
        for (let slot = 0; slot < count; slot += 1) {
          if (keys[slot * WORDS + 2] !== 0) turnKey(keys, slot * WORDS, turn, turned, slot * KEY_WORDS);
        }
        yield* packedWholes.query(turned, 0, KEY_WORDS, turn === 0 ? UPRIGHT : TURNED, most, asking(wholes, (lays) => lays.turned(turn)));
      }
    }
    const askUpright = (shelf: Shelf, key: number, extent: Extent) => (shelf === middles ? packedMiddles : packedWholes).query(keys, key * KEY_WORDS, WORDS, UPRIGHT, most, asking(shelf, (lays) => lays.of(extent)));
    yield* askUpright(wholes, KEY_OF.brightened, WHOLE);
    for (const { first, extents } of [middles, remainders]) {
      for (const [at, extent] of extents.entries()) {
        yield* askUpright(wholes, first + at, extent);
        if (extents === MIDDLES) yield* askUpright(middles, first + at, extent);
      }
    }
    const idsOf = (known: Map<number, number>) => [...known].sort(([, one], [, other]) => other - one).slice(0, most).flatMap(([slot]) => ids[slot] ?? []);
    // One that came meanwhile, in the place of another, is not known of.
    return new Map(Array.from(scores).flatMap(([slot, known]) => (slot < count ? [[ids[slot]!, idsOf(known)] as const] : [])));
  }

  private eachKey(slot: number, visit: (index: NearIndex, holder: number, high: number, low: number) => void): void {
    for (const { index, first, extents } of this.shelves) {
      for (let at = 0; at < extents.length; at += 1) {
        const word = slot * WORDS + (first + at) * KEY_WORDS;
        const [high, low] = [this.keys[word]!, this.keys[word + 1]!];
        // Of most pictures the brightened one has the same.
        if (at === 1 && extents[0] === WHOLE && high === this.keys[word - KEY_WORDS] && low === this.keys[word + 1 - KEY_WORDS]) continue;
        visit(index, slot * extents.length + at, high, low);
      }
    }
  }

  private makeRoom(): void {
    this.ids = lengthen(this.ids);
    this.keys = lengthen(this.keys);
    this.asked = lengthen(this.asked);
    this.scores = lengthen(this.scores);
  }
}

function isSameKey(keys: Uint32Array, one: number, other: number): boolean {
  return keys[one] === keys[other] && keys[one + 1] === keys[other + 1];
}

function lengthen<T extends Uint32Array | Float32Array>(array: T): T {
  const longer = new (array.constructor as new (length: number) => T)(array.length * 2);
  longer.set(array);
  return longer;
}
