import code from './kernels/scan-buckets.as.ts?wasm';

const PARTS = [{ isUpper: 1 }, { isUpper: 0 }] as const;
const PART_BITS = 16;
const BUCKETS = 1 << PART_BITS;
/** Of a key that is looked for. */
const QUESTION_WORDS = 3;
/** Less than a millisecond. */
const QUESTIONS_PER_STEP = 400;
/** Found before the visitor is told: beyond what one question may find. */
const HITS = 65_536;
const PAGE_BYTES = 65_536;
/** So many are read together, be they there or not. */
const KEYS_AT_ONCE = 4;

/** How near a key has to be. */
export interface Reach {
  /** Bits in which it may differ. */
  readonly bits: number;
  /** Doubts of a part that may be turned the other way at once. */
  readonly flips: 1 | 2;
}

/** Keys of 64 bits, each once, and who has them: of key k those from `ownerStarts[k]` on, the newest first. */
export interface OwnedKeys {
  readonly highs: Int32Array;
  readonly lows: Int32Array;
  readonly ownerStarts: Int32Array;
  readonly owners: Int32Array;
}

interface Scanner {
  readonly memory: WebAssembly.Memory;
  scanBuckets(
    ...scan: [
      starts: number, keys: number, count: number, questions: number, stride: number, first: number, end: number,
      isUpper: number, reach: number, flips: number, hits: number, most: number, hitCount: number,
    ]
  ): number;
}

/** Keys by the buckets of a part, where the scanner sees them. */
interface Part {
  readonly isUpper: 0 | 1;
  readonly starts: number;
  readonly keys: number;
  /** Which key stands where. */
  readonly order: Int32Array;
}

let compiled: WebAssembly.Module | undefined;

/** Keys as they were at one moment, laid side by side so that thousands are looked for at once in little time. */
export class PackedKeys {
  private readonly scanner: Scanner;
  private readonly parts: readonly Part[];
  private readonly questions: number;
  private readonly hits: number;
  private readonly hitCount: number;
  private readonly most: number;
  private end: number;

  /** @param mostStride words from one question to the next */
  constructor(
    private readonly owned: OwnedKeys,
    mostStride: number,
  ) {
    compiled ??= new WebAssembly.Module(Buffer.from(code, 'base64'));
    this.scanner = new WebAssembly.Instance(compiled).exports as unknown as Scanner;
    this.end = this.scanner.memory.buffer.byteLength;
    const count = owned.lows.length;
    this.most = count + HITS;
    const places = PARTS.map((part) => ({ ...part, starts: this.place((BUCKETS + 1) * 4), keys: this.place((count + KEYS_AT_ONCE) * 8) }));
    this.questions = this.place(QUESTIONS_PER_STEP * mostStride * 4);
    this.hits = this.place(this.most * 8);
    this.hitCount = this.place(8);
    this.scanner.memory.grow(Math.ceil((this.end - this.scanner.memory.buffer.byteLength) / PAGE_BYTES));
    this.parts = places.map((part) => ({ ...part, order: this.lay(part) }));
  }

  /**
   * Tells `visit` of those who have a key within reach of a question, by its number: of each key at most once for each
   * part, of at most `most` who have it, the newest first. Questions without a doubt are passed over. Now and then it lets its
   * caller go on with others.
   *
   * @param questions high word, low word and doubts of the low word, each from `start` on, `stride` words apart
   */
  *query(questions: Uint32Array, start: number, stride: number, reach: Reach, most: number, visit: (number: number, owner: number) => void): Generator<void> {
    const count = Math.floor((questions.length - start + stride - QUESTION_WORDS) / stride);
    const { memory, scanBuckets } = this.scanner;
    for (const part of this.parts) {
      for (let first = 0; first < count; first += QUESTIONS_PER_STEP) {
        yield;
        const asked = Math.min(QUESTIONS_PER_STEP, count - first);
        const from = start + first * stride;
        new Uint32Array(memory.buffer, this.questions, asked * stride).set(questions.subarray(from, from + asked * stride));
        for (let next = 0; next < asked; ) {
          next = scanBuckets(part.starts, part.keys, part.order.length, this.questions, stride * 4, next, asked, part.isUpper, reach.bits, reach.flips, this.hits, this.most, this.hitCount);
          this.tell(part, first, most, visit);
        }
      }
    }
  }

  private tell({ order }: Part, first: number, most: number, visit: (number: number, owner: number) => void): void {
    const { buffer } = this.scanner.memory;
    const { ownerStarts, owners } = this.owned;
    const hits = new Int32Array(buffer, this.hits, new Int32Array(buffer, this.hitCount, 1)[0]! * 2);
    for (let at = 0; at < hits.length; at += 2) {
      const key = order[hits[at + 1]!]!;
      const end = Math.min(ownerStarts[key]! + most, ownerStarts[key + 1]!);
      for (let owner = ownerStarts[key]!; owner < end; owner += 1) visit(first + hits[at]!, owners[owner]!);
    }
  }

  /** @returns which key stands where */
  private lay({ isUpper, starts, keys }: Omit<Part, 'order'>): Int32Array {
    const { highs, lows } = this.owned;
    const { buffer } = this.scanner.memory;
    const ends = new Int32Array(buffer, starts, BUCKETS + 1);
    const words = new Int32Array(buffer, keys, lows.length * 2);
    const order = new Int32Array(lows.length);
    const bucketOf = (low: number): number => (isUpper ? low >>> PART_BITS : low & (BUCKETS - 1));
    for (let key = 0; key < lows.length; key += 1) ends[bucketOf(lows[key]!)]! += 1;
    for (let bucket = 0, sum = 0; bucket <= BUCKETS; bucket += 1) ends[bucket] = sum += ends[bucket]!;
    // From its end each bucket is filled towards its beginning.
    for (let key = lows.length - 1; key >= 0; key -= 1) {
      const at = (ends[bucketOf(lows[key]!)]! -= 1);
      words[at * 2] = lows[key]!;
      words[at * 2 + 1] = highs[key]!;
      order[at] = key;
    }
    return order;
  }

  private place(bytes: number): number {
    const at = this.end;
    this.end = at + Math.ceil(bytes / 16) * 16 + 16;
    return at;
  }
}
