import { MIDDLES, REMAINDERS, WHOLE, type Extent } from '../../../base/picture-signature/extent';
import { turnKey } from '../../../base/picture-signature/picture-key';
import { KEY_OF } from '../../../base/picture-signature/picture-keys';
import { KEY_COUNT, KEY_WORDS, readHead } from '../../../base/picture-signature/signature-format';
import { TURNS } from '../../../base/picture-signature/turn';
import { CoarseGrids, Lays } from './coarse-grids';
import { ALL_PARTS, LOWEST_PARTS, NearIndex } from './near-index';

/** Bits of 64 in which keys of pictures alike may differ: as they lie, and when turned or mirrored, which alone changes hardly one. */
const RADIUS = { upright: 14, turned: 9 };
/** Correlation of what is seen from afar, below which nothing is alike. */
const LEAST_SCORE = 0.55;
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
    const { keys, coarse } = readHead(signature);
    const slot = this.free.pop() ?? this.slots.size;
    if (slot >= this.ids.length) this.makeRoom();
    this.slots.set(id, slot);
    this.ids[slot] = id;
    this.keys.set(keys, slot * WORDS);
    this.grids.put(slot, coarse);
    this.eachKey(slot, (index, holder, high, low) => index.add(holder, high, low));
  }

  /** An id that is not there is passed over. */
  remove(id: number): void {
    const slot = this.slots.get(id);
    if (slot === undefined) return;
    this.eachKey(slot, (index, holder, high, low) => index.remove(holder, high, low));
    this.slots.delete(id);
    this.free.push(slot);
  }

  /** Ids to compare with, the likeliest first, at most `most`; the picture's own id among them when it was added. */
  candidates(signature: Uint8Array, most = 100): number[] {
    const { keys, coarse } = readHead(signature);
    const { wholes, middles, remainders, grids, scores, asked } = this;
    const lays = new Lays(coarse);
    const question = (this.question += 1);
    const found: number[] = [];
    const ask = ({ index, extents }: Shelf, key: Uint32Array, start: number, lay: () => Float32Array, isTurned = false) => {
      index.query(key, start, isTurned ? LOWEST_PARTS : ALL_PARTS, isTurned ? RADIUS.turned : RADIUS.upright, most, (holder) => {
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
    if (!isSameKey(keys, KEY_OF.whole, KEY_OF.brightened)) ask(wholes, keys, KEY_OF.brightened * KEY_WORDS, () => lays.of(WHOLE));
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
  return keys[one * KEY_WORDS] === keys[other * KEY_WORDS] && keys[one * KEY_WORDS + 1] === keys[other * KEY_WORDS + 1];
}

function lengthen<T extends Uint32Array | Float32Array>(array: T): T {
  const longer = new (array.constructor as new (length: number) => T)(array.length * 2);
  longer.set(array);
  return longer;
}
