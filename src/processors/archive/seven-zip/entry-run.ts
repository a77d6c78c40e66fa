import { FilemillError } from '../../../shared/errors/filemill-error';
import type { EntrySink } from '../archive-reader';
import type { CutSink } from './cut-stream';
import type { ListedEntry } from './entry-of';

/** One reading: which entries are wanted, and what became of each. Every wanted one ends once, however often it comes by. */
export class EntryRun implements CutSink {
  private readonly sinks = new Map<number, EntrySink>();
  /** The one of which some bytes may have come last: it can't be read anew. */
  private begun = -1;

  /**
   * @param wanted ordinals; those that end are taken out
   * @param open asked once for each of them, as late as can be
   */
  constructor(
    private readonly wanted: Set<number>,
    private readonly open: (ordinal: number) => EntrySink | null,
  ) {}

  /** Wanted, and neither whole nor failed. */
  get left(): readonly number[] {
    return [...this.wanted];
  }

  isLeft(ordinal: number): boolean {
    return this.wanted.has(ordinal);
  }

  /** Nothing is left. */
  get isOver(): boolean {
    return this.wanted.size === 0;
  }

  piece({ entry: { ordinal } }: ListedEntry, piece: Buffer): void {
    this.begun = ordinal;
    this.attempt(ordinal, (sink) => sink.write(piece));
  }

  whole({ entry: { ordinal } }: ListedEntry): void {
    this.attempt(ordinal, (sink) => sink.end());
    this.forget(ordinal);
  }

  fail(ordinal: number, error: FilemillError): void {
    const sink = this.sinkOf(ordinal);
    this.forget(ordinal);
    sink?.fail(error);
  }

  /** Of these the ones whose sinks were asked for. */
  get opened(): readonly number[] {
    return [...this.sinks.keys()];
  }

  hasBegun(ordinal: number): boolean {
    return this.begun === ordinal && this.wanted.has(ordinal);
  }

  private sinkOf(ordinal: number): EntrySink | null {
    const known = this.sinks.get(ordinal);
    if (known || !this.wanted.has(ordinal)) return known ?? null;
    const sink = this.open(ordinal);
    if (sink) this.sinks.set(ordinal, sink);
    else this.wanted.delete(ordinal);
    return sink;
  }

  private forget(ordinal: number): void {
    this.sinks.delete(ordinal);
    this.wanted.delete(ordinal);
  }

  private attempt(ordinal: number, act: (sink: EntrySink) => void): void {
    const sink = this.sinkOf(ordinal);
    if (!sink) return;
    try {
      act(sink);
    } catch (thrown) {
      if (!(thrown instanceof FilemillError)) throw thrown;
      this.fail(ordinal, thrown);
    }
  }
}
