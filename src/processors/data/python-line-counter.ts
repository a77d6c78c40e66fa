const isBreak = new Uint8Array(0x202a);
for (const unit of [0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029]) isBreak[unit] = 1;

/** Lines of text that comes in pieces, as Python's `str.splitlines` counts them. */
export class PythonLineCounter {
  private breaks = 0;
  private previous = 0;
  private isAtStart = true;

  add(text: string): void {
    let { breaks, previous } = this;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      if (unit < 0x202a && isBreak[unit] === 1 && !(unit === 0x0a && previous === 0x0d)) breaks += 1;
      previous = unit;
    }
    if (text.length > 0) this.isAtStart = false;
    this.breaks = breaks;
    this.previous = previous;
  }

  get lineCount(): number {
    const endsInBreak = this.previous < 0x202a && isBreak[this.previous] === 1;
    return this.breaks + (this.isAtStart || endsInBreak ? 0 : 1);
  }
}
