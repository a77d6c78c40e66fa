import { entryPickSchema, unpackLimitsSchema, type ArchiveEntry, type EntryWarning } from '../../../shared/model/archive';
import { Judge } from '../guard/judge';
import type { Verdict } from '../guard/verdict';

/** The entries with all that is to be said of each: what its reader noticed, and what unpacking would do with it. */
export function judgedEntries(entries: Iterable<ArchiveEntry>, archiveType: string): ArchiveEntry[] {
  const judge = new Judge({
    pick: entryPickSchema.parse({}),
    // What is too much for one go can be unpacked in several: only what is about an entry itself is said of it.
    limits: { ...unpackLimitsSchema.parse({}), totalBytes: Number.MAX_SAFE_INTEGER, entries: Number.MAX_SAFE_INTEGER },
    archiveType,
    archiveBytes: Number.MAX_SAFE_INTEGER,
    hasPasswords: false,
  });
  return Array.from(entries, (entry) => withWarnings(judge.judge(entry)));
}

function withWarnings(verdict: Verdict): ArchiveEntry {
  const { entry } = verdict;
  const found = foundIn(verdict);
  if (found.length === 0) return entry;
  const known = new Set(entry.warnings.map(({ code }) => code));
  return { ...entry, warnings: [...entry.warnings, ...found.filter(({ code }) => !known.has(code))] };
}

function foundIn(verdict: Verdict): readonly EntryWarning[] {
  if (verdict.action === 'write') return verdict.notes;
  if (verdict.action === 'skip' || verdict.code === 'notWanted') return [];
  return [{ code: verdict.code, message: verdict.reason }];
}
