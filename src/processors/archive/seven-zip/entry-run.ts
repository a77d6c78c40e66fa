import { FilemillError } from '../../../shared/errors/filemill-error';
import type { EntrySink } from '../archive-reader';
import type { CutSink } from './cut-stream';
import type { ListedEntry } from './entry-of';

/** One reading: which entries are wanted, and what became of each. Every wanted one ends once, however often it comes by. */
export class EntryRun implements CutSink {
  private readonly open: Map<number, EntrySink>;

  /** @param wanted by ordinal */
  constructor(wanted: ReadonlyMap<number, EntrySink>) {
    this.open = new Map(wanted);
  }

  isLeft(ordinal: number): boolean {
    return this.open.has(ordinal);
  }

  /** Wanted, and neither whole nor failed: ordinals. */
  get left(): ReadonlySet<number> {
    return new Set(this.open.keys());
  }

  /** Nothing is left. */
  get isOver(): boolean {
    return this.open.size === 0;
  }

  /** The one of which some bytes may have come last: it can't be read anew. */
  private begun = -1;

  piece({ entry: { ordinal } }: ListedEntry, piece: Buffer): void {
    this.begun = ordinal;
    this.attempt(ordinal, (sink) => sink.write(piece));
  }

  whole({ entry: { ordinal } }: ListedEntry): void {
    this.attempt(ordinal, (sink) => sink.end());
    this.open.delete(ordinal);
  }

  fail(ordinal: number, error: FilemillError): void {
    const sink = this.open.get(ordinal);
    this.open.delete(ordinal);
    sink?.fail(error);
  }

  hasBegun(ordinal: number): boolean {
    return this.begun === ordinal && this.open.has(ordinal);
  }

  private attempt(ordinal: number, act: (sink: EntrySink) => void): void {
    const sink = this.open.get(ordinal);
    if (!sink) return;
    try {
      act(sink);
    } catch (thrown) {
      if (!(thrown instanceof FilemillError)) throw thrown;
      this.fail(ordinal, thrown);
    }
  }
}
