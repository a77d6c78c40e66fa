/** Numbers below 2 ** 32 by their place, outside the heap; 0 where none was set. */
export class NumberRow {
  private numbers = new Uint32Array(256);

  at(place: number): number {
    return this.numbers[place] ?? 0;
  }

  set(place: number, value: number): void {
    if (place >= this.numbers.length) {
      const larger = new Uint32Array(Math.max(place + 1, this.numbers.length * 2));
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[place] = value;
  }
}
