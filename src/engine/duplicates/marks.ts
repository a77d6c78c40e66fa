import type { DuplicateTier, PlannedAction } from '../../shared/model/duplicates';
import type { Database, Writer } from '../store/database';
import { clearMarks, listMarks, putMark, removeMark, type StoredMark } from '../store/duplicate-marks';

/** The plan, file by file: what is not marked stays. A file is marked in one tier at most. */
export class Marks {
  private readonly byTier = new Map<DuplicateTier, Map<number, StoredMark>>();
  private unwritten: StoredMark[] = [];

  constructor(private readonly database: Database) {
    for (const mark of listMarks(database)) this.in(mark.tier).set(mark.fileId, mark);
  }

  actionOf(tier: DuplicateTier, fileId: number): PlannedAction {
    return this.byTier.get(tier)?.get(fileId)?.action ?? 'keep';
  }

  isChosen(tier: DuplicateTier, fileId: number): boolean {
    return this.byTier.get(tier)?.get(fileId)?.isKeeper ?? false;
  }

  /** The tier in which the file is to go. */
  tierOf(fileId: number): DuplicateTier | null {
    for (const [tier, marks] of this.byTier) if ((marks.get(fileId)?.action ?? 'keep') !== 'keep') return tier;
    return null;
  }

  put(marks: readonly StoredMark[]): void {
    this.set(marks);
    this.write();
  }

  /** In force at once; `write` keeps it. */
  set(marks: readonly StoredMark[]): void {
    for (const mark of marks) {
      if (mark.action === 'keep' && !mark.isKeeper) this.in(mark.tier).delete(mark.fileId);
      else this.in(mark.tier).set(mark.fileId, mark);
    }
    this.unwritten.push(...marks);
  }

  /** Everything since the last time, in one transaction; only when it is worth one, where `least` says so. */
  write(least = 1): void {
    const marks = this.unwritten;
    if (marks.length < least) return;
    this.database.transaction((writer) => {
      for (const mark of marks) putMark(writer, mark);
    });
    this.unwritten = [];
  }

  /** Nothing is planned any more; who was chosen to stay is remembered. @returns the files that were to go */
  clear(): number[] {
    this.write();
    this.database.transaction(clearMarks);
    const cleared: number[] = [];
    for (const marks of this.byTier.values()) {
      for (const mark of [...marks.values()]) {
        if (mark.action !== 'keep') cleared.push(mark.fileId);
        if (mark.isKeeper) marks.set(mark.fileId, { ...mark, action: 'keep' });
        else marks.delete(mark.fileId);
      }
    }
    return cleared;
  }

  /** Of a file that has gone: within the transaction that says so. */
  forget(writer: Writer, fileId: number): void {
    for (const [tier, marks] of this.byTier) if (marks.delete(fileId)) removeMark(writer, tier, fileId);
  }

  private in(tier: DuplicateTier): Map<number, StoredMark> {
    const known = this.byTier.get(tier) ?? new Map<number, StoredMark>();
    this.byTier.set(tier, known);
    return known;
  }
}
