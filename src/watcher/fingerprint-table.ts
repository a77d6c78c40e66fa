const FIELDS = 6;

/** What is known of one directory: its files by name with the place of their fingerprint, and its subdirectories. */
export interface KnownDirectory {
  files: Map<string, number>;
  folders: Set<string>;
  /** Device on which the directory lay when it was last listed. */
  dev: number;
}

/**
 * What was last told of every file of one folder: code, size, mtimeMs, ctimeMs, dev, ino. Doubles in one array take
 * 52 bytes a file beside its name, and comparing them creates no objects. A file number above 2^53 is rounded here:
 * a file replaced by another still differs in ctime.
 */
export class FingerprintTable {
  readonly directories = new Map<string, KnownDirectory>();
  private numbers = new Float64Array(1024 * FIELDS);
  private marks = new Uint32Array(1024);
  private freeSlots: number[] = [];
  private slots = 0;
  private lastMark = 0;

  get count(): number {
    return this.slots - this.freeSlots.length;
  }

  directory(path: string): KnownDirectory {
    let known = this.directories.get(path);
    if (!known) {
      known = { files: new Map(), folders: new Set(), dev: -1 };
      this.directories.set(path, known);
    }
    return known;
  }

  nextMark(): number {
    this.lastMark = (this.lastMark + 1) >>> 0;
    return this.lastMark;
  }

  /** Notes the fingerprint; true when it differs from what was known. */
  note(
    known: KnownDirectory,
    name: string,
    mark: number,
    code: number,
    size: number,
    mtimeMs: number,
    ctimeMs: number,
    dev: number,
    ino: number,
  ): boolean {
    let slot = known.files.get(name);
    if (slot === undefined) {
      slot = this.newSlot();
      known.files.set(name, slot);
    } else {
      const at = slot * FIELDS;
      const numbers = this.numbers;
      this.marks[slot] = mark;
      if (
        numbers[at + 2] === mtimeMs &&
        numbers[at + 3] === ctimeMs &&
        numbers[at + 1] === size &&
        numbers[at + 5] === ino &&
        numbers[at] === code &&
        numbers[at + 4] === dev
      ) {
        return false;
      }
    }
    this.marks[slot] = mark;
    const at = slot * FIELDS;
    const numbers = this.numbers;
    numbers[at] = code;
    numbers[at + 1] = size;
    numbers[at + 2] = mtimeMs;
    numbers[at + 3] = ctimeMs;
    numbers[at + 4] = dev;
    numbers[at + 5] = ino;
    return true;
  }

  codeAt(slot: number): number {
    return this.numbers[slot * FIELDS] as number;
  }

  /** Marks a name as seen without looking at its fingerprint. */
  keep(slot: number, mark: number): void {
    this.marks[slot] = mark;
  }

  /** Takes out the names that do not carry `mark`. */
  takeUnmarked(known: KnownDirectory, mark: number): string[] {
    const names: string[] = [];
    for (const [name, slot] of known.files) if (this.marks[slot] !== mark) names.push(name);
    for (const name of names) this.remove(known, name);
    return names;
  }

  remove(known: KnownDirectory, name: string): boolean {
    const slot = known.files.get(name);
    if (slot === undefined) return false;
    known.files.delete(name);
    this.freeSlots.push(slot);
    return true;
  }

  clear(): void {
    this.directories.clear();
    this.freeSlots = [];
    this.slots = 0;
  }

  private newSlot(): number {
    const free = this.freeSlots.pop();
    if (free !== undefined) return free;
    if (this.slots === this.marks.length) {
      const numbers = new Float64Array(this.numbers.length * 2);
      numbers.set(this.numbers);
      this.numbers = numbers;
      const marks = new Uint32Array(this.marks.length * 2);
      marks.set(this.marks);
      this.marks = marks;
    }
    this.slots += 1;
    return this.slots - 1;
  }
}
