import type { EngineApi } from '../../shared/contract/engine-api';
import type { ArchiveEntry, ArchiveEntryView, ArchiveRef, MemberFacts } from '../../shared/model/archive';
import type { CallOutput } from '../../shared/rpc/define-api';
import type { Engine } from '../engine';
import { countPresent } from '../store/count-present';
import type { Look, Member } from '../store/members';
import { archiveListings } from './archive-listing';
import { jobOfFile } from './file-detail';
import { t } from '../../shared/words/words';

/** One page of what is in an archive, with what was read of it. */
export async function archiveEntries(
  engine: Engine,
  { archive, offset, limit }: { archive: ArchiveRef; offset: number; limit: number },
  signal: AbortSignal,
): Promise<CallOutput<EngineApi, 'archives.entries'>> {
  const { sha256, report, entries, warnings } = await archiveListings(engine).of(archive, signal);
  const look = engine.members.look(sha256);
  return {
    revision: engine.currentRevision,
    report,
    warnings,
    lookedInside: lookedInside(engine, archive, look),
    total: entries.length,
    entries: withFacts(engine, sha256, entries.slice(offset, offset + limit)),
  };
}

function lookedInside(engine: Engine, archive: ArchiveRef, look: Look | undefined): CallOutput<EngineApi, 'archives.entries'>['lookedInside'] {
  if (look && look.depth > 0) return { isDone: true, read: look.read, failed: look.failed, skipped: look.skipped, sentence: look.sentence };
  return { isDone: false, read: 0, failed: 0, skipped: 0, sentence: look?.sentence ?? whyNot(engine, archive) };
}

function whyNot(engine: Engine, archive: ArchiveRef): string {
  if ('path' in archive) return t('It lies in no watched folder.');
  const { folderId } = jobOfFile(engine.database, archive.fileId);
  const folder = engine.folders.find(folderId);
  if (folder?.settings.archives.lookInside === false) return t('Its folder leaves archives closed.');
  return archive.inside.length > 0 ? t('It was not looked into.') : t('It was not looked into yet.');
}

/** Entries of the archive with these bytes, each with what was read of it. */
export function withFacts({ database, members }: Engine, sha256: string, entries: readonly ArchiveEntry[]): ArchiveEntryView[] {
  const [first] = entries;
  if (!first) return [];
  const ordinals = entries.map(({ ordinal }) => ordinal);
  const [lowest, highest] = ordinals.reduce(([low, high], ordinal) => [Math.min(low, ordinal), Math.max(high, ordinal)], [first.ordinal, first.ordinal]);
  const known = new Map(members.from(sha256, lowest, highest - lowest + 1).map((member) => [member.ordinal, member]));
  const inLibrary = countPresent(database, [...known.values()].flatMap((member) => member.sha256 ?? []));
  return entries.map((entry) => {
    const member = known.get(entry.ordinal);
    return { ...entry, member: member ? factsOf(member, inLibrary.get(member.sha256 ?? '') ?? 0) : null };
  });
}

const factsOf = ({ state, reason, sha256, mime, kind, thumbnail }: Member, inLibrary: number): MemberFacts => ({
  state,
  reason,
  sha256,
  mime,
  kind,
  thumbnail,
  inLibrary,
  isArchive: kind === 'archive',
});
