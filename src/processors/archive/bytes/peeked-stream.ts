import { isDamage } from './archive-failure';

interface Begun {
  readonly pieces: Buffer[];
  readonly rest: AsyncIterator<Buffer>;
  /** What ended it early. */
  readonly damage: Error | null;
}

/**
 * A stream that can be run through again and again, of which the beginning was looked at: the first run goes on from
 * there, instead of unpacking it a second time. Its pieces are the receiver's own.
 */
export class PeekedStream {
  private constructor(
    /** The first bytes, fewer than asked for where the stream has no more or is damaged. */
    readonly head: Buffer,
    /** What is wrong with it as far as it was looked at. */
    readonly damage: Error | null,
    private readonly start: () => AsyncIterable<Buffer>,
    private begun: Begun | null,
  ) {}

  static async open(start: () => AsyncIterable<Buffer>, headBytes: number): Promise<PeekedStream> {
    const pieces: Buffer[] = [];
    const rest = start()[Symbol.asyncIterator]();
    let damage: Error | null = null;
    for (let got = 0; got < headBytes; ) {
      try {
        const next = await rest.next();
        if (next.done) break;
        pieces.push(next.value);
        got += next.value.length;
      } catch (thrown) {
        // Whoever reads all of it will be told.
        if (!isDamage(thrown)) throw thrown;
        damage = thrown;
        break;
      }
    }
    return new PeekedStream(Buffer.concat(pieces).subarray(0, headBytes), damage, start, { pieces, rest, damage });
  }

  async *pieces(): AsyncGenerator<Buffer, void, undefined> {
    const { begun } = this;
    this.begun = null;
    if (!begun) {
      yield* this.start();
      return;
    }
    try {
      yield* begun.pieces;
      if (begun.damage) throw begun.damage;
      for (let next = await begun.rest.next(); !next.done; next = await begun.rest.next()) yield next.value;
    } finally {
      await begun.rest.return?.();
    }
  }

  async close(): Promise<void> {
    await this.begun?.rest.return?.();
    this.begun = null;
  }
}
