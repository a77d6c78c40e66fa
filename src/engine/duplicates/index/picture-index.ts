import { turnKey } from '../../../base/picture-signature/picture-key';
import { keysOfSignature } from '../../../base/picture-signature/signature-format';
import { TURNS } from '../../../base/picture-signature/turn';
import { NearIndex } from './near-index';

/** Bits of 64 in which keys of pictures alike may differ: as they lie, and when turned or mirrored, which alone changes hardly one. */
const RADIUS = { upright: 12, turned: 9 };
const UPRIGHT = TURNS.slice(0, 1);

/**
 * Finds among many pictures those that may be like a given one, whichever way they lie, without comparing it with all.
 * An id is any non-negative 32-bit number of the caller's (one per content); it may be added once, and again after it
 * was removed.
 */
export class PictureIndex {
  private readonly keys = new NearIndex();
  private readonly keysOf = new Map<number, Uint32Array>();

  /** How many ids it holds. */
  get size(): number {
    return this.keysOf.size;
  }

  /** @param signature one that `isPictureSignature` accepts */
  add(id: number, signature: Uint8Array): void {
    if (this.keysOf.has(id)) return;
    const keys = keysOfSignature(signature);
    this.keysOf.set(id, keys);
    forEachKey(keys, (high, low) => this.keys.add(id, high, low));
  }

  /** An id that is not there is passed over. */
  remove(id: number): void {
    const keys = this.keysOf.get(id);
    if (!keys) return;
    this.keysOf.delete(id);
    forEachKey(keys, (high, low) => this.keys.remove(id, high, low));
  }

  /** Ids to compare with, the nearest first, at most `most`; the picture's own id among them when it was added. */
  candidates(signature: Uint8Array, most = 100): number[] {
    const nearest = new Map<number, number>();
    const note = (id: number, distance: number) => {
      const before = nearest.get(id);
      if (before === undefined || distance < before) nearest.set(id, distance);
    };
    forEachKey(keysOfSignature(signature), (high, low, isWhole) => {
      // Cuttings are looked for as they lie; the whole picture, which trimming by a little leaves near enough, all ways round.
      for (const turn of isWhole ? TURNS : UPRIGHT) {
        const [turnedHigh, turnedLow] = turnKey(high, low, turn);
        this.keys.query(turnedHigh, turnedLow, turn === 0 ? RADIUS.upright : RADIUS.turned, (owners, distance) => {
          if (typeof owners === 'number') note(owners, distance);
          // Of those that have one and the same key no more are needed than are wanted.
          else for (let at = Math.max(0, owners.length - most); at < owners.length; at += 1) note(owners[at]!, distance);
        });
      }
    });
    return [...nearest]
      .sort(([, one], [, other]) => one - other)
      .slice(0, most)
      .map(([id]) => id);
  }
}

function forEachKey(keys: Uint32Array, visit: (high: number, low: number, isWhole: boolean) => void): void {
  const seen = new Set<string>();
  for (let at = 0; at < keys.length; at += 2) {
    const name = `${keys[at]} ${keys[at + 1]}`;
    if (seen.has(name)) continue;
    seen.add(name);
    visit(keys[at]!, keys[at + 1]!, at === 0);
  }
}
