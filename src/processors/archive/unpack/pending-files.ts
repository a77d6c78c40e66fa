import type { ArchiveEntry } from '../../../shared/model/archive';
import type { WriteVerdict } from '../guard/verdict';
import type { EntryList } from '../archive-reader';

/**
 * Files that are still to be written, each named by the entry whose bytes it gets. What is written under its own path and
 * nothing said of it is judged once more when it comes: the verdicts of a long list would take much memory.
 */
export class PendingFiles {
  private readonly plain = new Set<number>();
  private readonly others = new Map<number, WriteVerdict>();

  /** @param judgeAgain of a file that is written as it is called */
  constructor(private readonly judgeAgain: (entry: ArchiveEntry) => WriteVerdict) {}

  get size(): number {
    return this.plain.size + this.others.size;
  }

  has(ordinal: number): boolean {
    return this.plain.has(ordinal) || this.others.has(ordinal);
  }

  add(verdict: WriteVerdict): void {
    const { entry, bytesOf, relativePath, notes } = verdict;
    if (bytesOf === entry.ordinal && relativePath === entry.path && notes.length === 0) this.plain.add(bytesOf);
    else this.others.set(bytesOf, verdict);
  }

  /** What is to become of this entry's bytes; it is pending no more. */
  take(entry: ArchiveEntry): WriteVerdict | null {
    const { ordinal } = entry;
    if (this.plain.delete(ordinal)) return this.judgeAgain(entry);
    const verdict = this.others.get(ordinal) ?? null;
    this.others.delete(ordinal);
    return verdict;
  }

  /** All of them, which are pending no more. @param entries of the archive */
  *takeAll(entries: EntryList): Generator<ArchiveEntry, void, undefined> {
    const ordinals = [...this.plain, ...this.others.keys()].sort((a, b) => a - b);
    for (const ordinal of ordinals) {
      const entry = this.others.get(ordinal)?.entry ?? entries.at(ordinal);
      if (entry) yield entry;
    }
    this.plain.clear();
    this.others.clear();
  }
}
