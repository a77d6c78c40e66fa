import type { ArchiveEntry, EntryWarning, RefusedEntry } from '../../../shared/model/archive';

/** It may be written, under a harmless name. */
export interface WriteVerdict {
  readonly action: 'write';
  readonly entry: ArchiveEntry;
  readonly type: 'file' | 'folder';
  /** Below the target, `/`-separated: no `..`, no link, no name that a system does not take. */
  readonly relativePath: string;
  /** The entry whose bytes it gets: itself, or for a hardlink the file it names. */
  readonly bytesOf: number;
  /** As the archive says; null where it does not. */
  readonly size: number | null;
  /** 0644 or 0755. */
  readonly mode: number;
  /** Its bytes may be so many … */
  readonly maxBytes: number;
  /** … and this is why, when there are more. */
  readonly beyond: EntryWarning;
  /** What was changed or noticed. */
  readonly notes: readonly EntryWarning[];
}

export interface RefuseVerdict {
  readonly action: 'refuse';
  readonly entry: ArchiveEntry;
  readonly code: RefusedEntry['code'];
  /** A sentence for people. */
  readonly reason: string;
}

/** Not asked for, or nothing to write: the folder itself that all else lies in. Nobody needs to hear of it. */
export interface SkipVerdict {
  readonly action: 'skip';
  readonly entry: ArchiveEntry;
}

/** What is to become of one entry. */
export type Verdict = WriteVerdict | RefuseVerdict | SkipVerdict;
