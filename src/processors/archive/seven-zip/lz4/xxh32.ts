const PRIME_1 = 0x9e3779b1;
const PRIME_2 = 0x85ebca77;
const PRIME_3 = 0xc2b2ae3d;
const PRIME_4 = 0x27d4eb2f;
const PRIME_5 = 0x165667b1;
const STRIPE = 16;

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
const round = (lane: number, word: number): number => Math.imul(rotate((lane + Math.imul(word, PRIME_2)) | 0, 13), PRIME_1);

/** The checksum of LZ4 frames, with seed 0 (github.com/Cyan4973/xxHash, doc/xxhash_spec.md, XXH32). */
export class Xxh32 {
  private lanes = [(PRIME_1 + PRIME_2) | 0, PRIME_2 | 0, 0, -PRIME_1 | 0] as [number, number, number, number];
  private readonly rest = Buffer.alloc(STRIPE);
  private restBytes = 0;
  private bytes = 0;

  update(piece: Buffer): this {
    this.bytes += piece.length;
    let at = 0;
    if (this.restBytes > 0) {
      at = Math.min(STRIPE - this.restBytes, piece.length);
      piece.copy(this.rest, this.restBytes, 0, at);
      this.restBytes += at;
      if (this.restBytes < STRIPE) return this;
      this.addStripes(this.rest, 0, STRIPE);
      this.restBytes = 0;
    }
    const end = at + ((piece.length - at) & ~(STRIPE - 1));
    this.addStripes(piece, at, end);
    this.restBytes = piece.copy(this.rest, 0, end);
    return this;
  }

  /** As an unsigned number. */
  digest(): number {
    const [a, b, c, d] = this.lanes;
    let hash = this.bytes >= STRIPE ? (rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18)) | 0 : PRIME_5;
    hash = (hash + this.bytes) | 0;
    let at = 0;
    for (; at + 4 <= this.restBytes; at += 4) {
      hash = Math.imul(rotate((hash + Math.imul(this.rest.readInt32LE(at), PRIME_3)) | 0, 17), PRIME_4);
    }
    for (; at < this.restBytes; at += 1) {
      hash = Math.imul(rotate((hash + Math.imul(this.rest[at] as number, PRIME_5)) | 0, 11), PRIME_1);
    }
    hash = Math.imul(hash ^ (hash >>> 15), PRIME_2);
    hash = Math.imul(hash ^ (hash >>> 13), PRIME_3);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  private addStripes(bytes: Buffer, from: number, to: number): void {
    let [a, b, c, d] = this.lanes;
    for (let at = from; at < to; at += STRIPE) {
      a = round(a, bytes.readInt32LE(at));
      b = round(b, bytes.readInt32LE(at + 4));
      c = round(c, bytes.readInt32LE(at + 8));
      d = round(d, bytes.readInt32LE(at + 12));
    }
    this.lanes = [a, b, c, d];
  }
}
