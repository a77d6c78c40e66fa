import { throwIfCancelled } from '../../kit/open-file';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { EntryWarning, RefusedEntry } from '../../../shared/model/archive';
import { RowPacker } from '../../../base/packed-rows';
import type { ArchiveContext } from '../archive-reader';
import type { Allowance } from '../guard/allowance';
import type { RefuseVerdict, WriteVerdict } from '../guard/verdict';
import type { DiskRoom } from './disk-room';
import type { TargetFolder } from './target-folder';
import { EntryRefusal, toWriteError } from './write-error';
import { WrittenRows } from './written-rows';

/** What all entries of one unpacking have in common: what was written, what may be, and what ended it. */
export class Unpacking {
  readonly written = new WrittenRows();
  readonly refused = new RowPacker<RefusedEntry>();
  /** Ends all of it: a full disk, a cancel, a folder that someone else changes. */
  fatal: FilemillError | null = null;
  /** Written so far, without what was taken away again. */
  bytes = 0;

  constructor(
    readonly target: TargetFolder,
    readonly room: DiskRoom,
    private readonly total: Allowance,
    readonly context: ArchiveContext,
  ) {}

  /** Before bytes of an entry are written; the warning says why they may not be. Throws what ends all of it. */
  claim(bytes: number): EntryWarning | null {
    throwIfCancelled(this.context.signal);
    if (this.bytes + bytes > this.total.maxBytes) return this.total.beyond;
    this.room.take(bytes);
    this.bytes += bytes;
    return null;
  }

  /** What was written of an entry that failed does not count. */
  giveBack(bytes: number): void {
    this.bytes -= bytes;
  }

  addWritten({ entry, type, relativePath, bytesOf, notes }: WriteVerdict, size: number, sha256: string | null): void {
    this.written.add({
      ordinal: entry.ordinal,
      path: entry.path,
      type,
      relativePath,
      size,
      sha256,
      modified: entry.modified,
      warnings: notes.map(({ message }) => message),
    }, bytesOf);
  }

  addRefused({ entry, code, reason }: Omit<RefuseVerdict, 'action'>): void {
    this.refused.add({ ordinal: entry.ordinal, path: entry.path, code, reason });
  }

  /** Of what comes from an entry on, which has no name. */
  addRest(ordinal: number, { code, message }: EntryWarning): void {
    this.refused.add({ ordinal, path: '', code, reason: message });
  }

  /** After a failure to write: one entry is left out, or all of it ends. */
  refuseOrEnd({ entry }: WriteVerdict, thrown: unknown): void {
    const error = toWriteError(thrown);
    if (error instanceof EntryRefusal) return this.addRefused({ entry, code: error.warning.code, reason: error.message });
    if (error instanceof FilemillError) this.fatal ??= error;
    throw error;
  }

  throwIfOver(): void {
    if (this.fatal) throw this.fatal;
    throwIfCancelled(this.context.signal);
  }
}
