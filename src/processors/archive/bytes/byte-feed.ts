/** Pieces of a stream, from which some bytes can be taken without minding where a piece ends. */
export class ByteFeed {
  /** The piece being used, and how far. */
  piece: Buffer = Buffer.alloc(0);
  at = 0;
  private readonly pieces: AsyncIterator<Buffer>;

  constructor(pieces: AsyncIterable<Buffer>) {
    this.pieces = pieces[Symbol.asyncIterator]();
  }

  /** Whether there are bytes at {@link at}; moves on to the next piece when this one is used up. */
  async hasMore(): Promise<boolean> {
    while (this.at >= this.piece.length) {
      const next = await this.pieces.next();
      if (next.done) return false;
      this.piece = next.value;
      this.at = 0;
    }
    return true;
  }

  /** The next `count` bytes, fewer at the end of the stream; good until the next call of anything. */
  async take(count: number): Promise<Buffer> {
    if (this.at + count <= this.piece.length) return this.piece.subarray(this.at, (this.at += count));
    const parts: Buffer[] = [];
    for (let missing = count; missing > 0 && (await this.hasMore()); ) {
      const part = this.piece.subarray(this.at, this.at + missing);
      parts.push(Buffer.from(part));
      this.at += part.length;
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }

  async close(): Promise<void> {
    await this.pieces.return?.();
  }
}
