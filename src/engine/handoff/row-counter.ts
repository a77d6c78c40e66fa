const LF = 10;
const CR = 13;

/** Counts lines as Python's `splitlines` does for the line ends that files have: LF, CR LF, CR. Bytes with a NUL among them are no text. */
export class RowCounter {
  private lines = 0;
  private last = LF;
  private isText = true;

  add(piece: Uint8Array): void {
    if (piece.length === 0) return;
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    if (bytes.includes(0)) this.isText = false;
    if (!this.isText) return;
    // One call for all of them is much quicker than one for each.
    const text = bytes.toString('latin1');
    const feeds = text.split('\n').length - 1;
    this.lines += text.includes('\r') ? feeds + loneReturns(bytes) : feeds;
    if (this.last === CR && bytes[0] === LF) this.lines -= 1;
    this.last = bytes[bytes.length - 1] ?? LF;
  }

  /** Null for what is no text. */
  get count(): number | null {
    if (!this.isText) return null;
    return this.lines + (this.last === LF || this.last === CR ? 0 : 1);
  }
}

function loneReturns(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) if (bytes[at + 1] !== LF) count += 1;
  return count;
}
