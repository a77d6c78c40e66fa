import { keysOfPrint, LEAST_SHARED_KEYS } from '../../../base/text-print';

/** A key that more texts have (a letterhead, a licence) tells little, and its list is not grown further. */
const MOST_OWNERS = 2_000;

/** Finds among many texts those that may be like a given one. Ids as in `PictureIndex`. */
export class TextIndex {
  private readonly owners = new Map<number, number[]>();
  private readonly keysOf = new Map<number, number[]>();

  /** How many ids it holds. */
  get size(): number {
    return this.keysOf.size;
  }

  /** @param print one that `isTextPrint` accepts */
  add(id: number, print: Uint8Array): void {
    if (this.keysOf.has(id)) return;
    const keys = keysOfPrint(print);
    this.keysOf.set(id, keys);
    for (const key of keys) {
      const owners = this.owners.get(key);
      if (!owners) this.owners.set(key, [id]);
      else if (owners.length < MOST_OWNERS) owners.push(id);
    }
  }

  /** An id that is not there is passed over. */
  remove(id: number): void {
    for (const key of this.keysOf.get(id) ?? []) {
      const rest = (this.owners.get(key) ?? []).filter((owner) => owner !== id);
      if (rest.length > 0) this.owners.set(key, rest);
      else this.owners.delete(key);
    }
    this.keysOf.delete(id);
  }

  /** Ids to compare with, those that share most first, at most `most`; the text's own id among them when it was added. */
  candidates(print: Uint8Array, most = 200): number[] {
    const shared = new Map<number, number>();
    for (const key of keysOfPrint(print)) {
      for (const id of this.owners.get(key) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
    }
    return [...shared]
      .filter(([, count]) => count >= LEAST_SHARED_KEYS)
      .sort(([, one], [, other]) => other - one)
      .slice(0, most)
      .map(([id]) => id);
  }
}
