/** The last of what is written into it; never holds more than twice as much. */
export class KeptTail {
  private pieces: Buffer[] = [];
  private held = 0;
  /** All that ever came. */
  bytes = 0;

  constructor(private readonly most: number) {}

  add(piece: Buffer): void {
    this.bytes += piece.length;
    this.pieces.push(piece);
    this.held += piece.length;
    if (this.held > 2 * this.most) this.shrink();
  }

  text(): string {
    this.shrink();
    return Buffer.concat(this.pieces).toString('utf8');
  }

  private shrink(): void {
    // A copy: a view would keep all of it alive.
    const tail = Buffer.from(Buffer.concat(this.pieces).subarray(-this.most));
    this.pieces = [tail];
    this.held = tail.length;
  }
}
