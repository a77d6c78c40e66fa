import { FilemillError } from '../../../shared/errors/filemill-error';
import type { EntrySink } from '../archive-reader';
import type { CutSink } from './cut-stream';
import type { ListedEntry } from './entry-of';

/** One reading: which entries are wanted, and what became of each. Every wanted one ends once, however often it comes by. */
export class EntryRun implements CutSink {
  private readonly open: Map<ListedEntry, EntrySink>;

  constructor(wanted: ReadonlyMap<ListedEntry, EntrySink>) {
    this.open = new Map(wanted);
  }

  /** Wanted, and neither whole nor failed. */
  get left(): ReadonlySet<ListedEntry> {
    return new Set(this.open.keys());
  }

  /** Nothing is left. */
  get isOver(): boolean {
    return this.open.size === 0;
  }

  /** Whether some of its bytes may have come: it can't be read anew. */
  private readonly begun = new Set<ListedEntry>();

  piece(listed: ListedEntry, piece: Buffer): void {
    this.begun.add(listed);
    this.attempt(listed, (sink) => sink.write(piece));
  }

  whole(listed: ListedEntry): void {
    this.attempt(listed, (sink) => sink.end());
    this.open.delete(listed);
  }

  fail(listed: ListedEntry, error: FilemillError): void {
    const sink = this.open.get(listed);
    this.open.delete(listed);
    sink?.fail(error);
  }

  hasBegun(listed: ListedEntry): boolean {
    return this.begun.has(listed) && this.open.has(listed);
  }

  private attempt(listed: ListedEntry, act: (sink: EntrySink) => void): void {
    const sink = this.open.get(listed);
    if (!sink) return;
    try {
      act(sink);
    } catch (thrown) {
      if (!(thrown instanceof FilemillError)) throw thrown;
      this.fail(listed, thrown);
    }
  }
}
