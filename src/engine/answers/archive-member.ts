import type { EngineApi } from '../../shared/contract/engine-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { ArchiveRef } from '../../shared/model/archive';
import { manifestOf } from '../../processors/catalogue';
import type { CallOutput } from '../../shared/rpc/define-api';
import type { Engine } from '../engine';
import { withFacts } from './archive-entries';
import { archiveListings } from './archive-listing';
import { findKept, keptArtifact, noPreview } from './preview';
import { t } from '../../shared/words/words';

/** Of its text: what a pane shows at once. */
const BEGINNING = 20_000;

interface MemberRef {
  archive: ArchiveRef;
  ordinal: number;
}

/**
 * One entry with what was read of it; where nobody has looked into the archive, just this one is unpacked and read.
 *
 * @throws FilemillError `archive.noEntry`, and what reading it throws
 */
export async function archiveMember(engine: Engine, { archive, ordinal }: MemberRef, signal: AbortSignal): Promise<CallOutput<EngineApi, 'archives.member'>> {
  const listings = archiveListings(engine);
  const { sha256, entries } = await listings.of(archive, signal);
  const listed = entries[ordinal]?.ordinal === ordinal ? entries[ordinal] : entries.find((entry) => entry.ordinal === ordinal);
  const [entry] = withFacts(engine, sha256, listed ? [listed] : []);
  if (!entry) throw new FilemillError('archive.noEntry', t('There is no such entry in the archive.'), { hint: t('Look at the archive again.') });
  const known = engine.members.one(sha256, ordinal);
  if (known?.reportId != null) {
    const head = engine.reports.head(known.reportId);
    const { text, total } = engine.reports.text(known.reportId, 0, BEGINNING);
    return { entry, report: engine.reports.data(known.reportId) ?? null, warnings: head?.warnings ?? [], text, textLength: total, canPreview: canRender(head?.processor) };
  }
  if (known || entry.type !== 'file' || entry.size === 0) return { entry, report: null, warnings: [], text: '', textLength: 0, canPreview: false };
  return listings.shelf.use(listings.keyOf(archive), archive, ordinal, signal, async (member) => {
    const { report, warnings, text, processor } = await listings.readBy(member, signal);
    return { entry, report: withoutEntries(report), warnings, text: text.slice(0, BEGINNING), textLength: text.length, canPreview: canRender(processor) };
  });
}

type Report = NonNullable<CallOutput<EngineApi, 'archives.member'>['report']>;

/** They are asked for piece by piece. */
function withoutEntries(report: Report): Report {
  if (report.kind !== 'archive') return report;
  const { entries: _entries, ...lean } = report;
  return lean;
}

const canRender = (processor: string | undefined): boolean => processor !== undefined && manifestOf(processor)?.canRender === true;

/**
 * A picture of one page of a member, kept by its content like those of files.
 *
 * @throws FilemillError `artifact.none`, and what unpacking it throws
 */
export async function previewMember(
  engine: Engine,
  { archive, ordinal, page, maxSidePixels }: MemberRef & { page: number; maxSidePixels: number },
  signal: AbortSignal,
): Promise<{ id: string; width: number; height: number }> {
  const listings = archiveListings(engine);
  const { sha256 } = await listings.of(archive, signal);
  const known = engine.members.one(sha256, ordinal);
  const head = known?.reportId == null ? undefined : engine.reports.head(known.reportId);
  const keyOf = (content: string, processor: string): string => `${content}:${processor}:${manifestOf(processor)?.version ?? 0}:${page}:${maxSidePixels}px`;
  const kept = known?.sha256 && head ? findKept(engine, keyOf(known.sha256, head.processor)) : undefined;
  if (kept) return kept;
  return listings.shelf.use(listings.keyOf(archive), archive, ordinal, signal, ({ source, options }) => {
    const { processor } = head ?? options;
    if (!canRender(processor)) throw noPreview();
    return keptArtifact(engine, keyOf(options.sha256, processor), (worker, scratchDir) =>
      worker.call('file.render', { source, options: { ...options, processor }, page, maxSidePixels, scratchDir }, { signal }),
    );
  });
}
