import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { FilemillError, toErrorData } from '../../../shared/errors/filemill-error';
import type { ExtractLine, ExtractPlan, ExtractRequest, RefusedEntry } from '../../../shared/model/archive';
import { countOf, refusedOf, writtenOf, type UnpackedEntries } from '../../../base/unpacked-rows';
import { checkOutput } from '../../guard/check-output';
import { ARCHIVE_MS } from '../archive-sources';
import type { ActParts } from './act-parts';
import { destinationOf } from './destination';
import { entriesOf, planPlacement, type Placement } from './place-unpacked';
import { t } from '../../../shared/words/words';

export interface PlannedExtract {
  plan: ExtractPlan;
  /** In the archive's order; entries that are not wanted are left out. */
  lines: ExtractLine[];
}

/** What extracting would write. Touches nothing. */
export async function planExtract(
  { pool, sources, dataFolder }: ActParts,
  request: ExtractRequest,
  signal: AbortSignal,
): Promise<PlannedExtract> {
  const archive = await sources.open(request.archive, Number.MAX_SAFE_INTEGER, signal);
  try {
    const planned = await pool.run({ exclusive: true, urgent: true, timeoutMs: ARCHIVE_MS, signal }, (worker) =>
      worker.call('archive.plan', { source: archive.source, options: archive.options, pick: request.pick, limits: request.limits, scratchDir: sources.scratchFolder }, { signal }),
    );
    const written = writtenOf(planned);
    const refused = [...refusedOf(planned)];
    const destination = destinationOf(request, archive);
    const placement = planPlacement(destination.folder, written, destination);
    const lines = linesOf(placement, written, refused);
    const { bytes } = countOf(written);
    const placed = [...entriesOf(placement.items)];
    const files = countOf(placed).files;
    const freeBytes = await freeIn(destination.folder);
    return {
      plan: {
        target: placement.target,
        files,
        folders: placed.length - files,
        bytes,
        renamed: lines.filter(({ note, writtenAs }) => note !== null && writtenAs !== null).length,
        refused: refused.filter(({ code }) => code !== 'notWanted').length,
        freeBytes,
        problem: obstacle(placement.target, dataFolder, bytes, freeBytes),
      },
      lines,
    };
  } finally {
    await archive.release();
  }
}

function linesOf(placement: Placement, written: UnpackedEntries, refused: readonly RefusedEntry[]): ExtractLine[] {
  const at = new Map(Array.from(placement.items, ({ entry, to }) => [entry.ordinal, to.slice(placement.target.length + 1)]));
  const skipped = new Set(placement.skipped.map(({ ordinal }) => ordinal));
  const lines: ExtractLine[] = Array.from(written, ({ ordinal, path, type, size, relativePath, warnings }) => {
    const writtenAs = skipped.has(ordinal) ? null : (at.get(ordinal) ?? null);
    const isRenamed = writtenAs !== null && lastName(writtenAs) !== lastName(relativePath);
    const said = [...warnings, ...(skipped.has(ordinal) ? [t('A file of this name is there already.')] : isRenamed && warnings.length === 0 ? [t('The name is taken.')] : [])];
    return { ordinal, path, writtenAs, type, size, note: said.length > 0 ? said.join(' ') : null };
  });
  const not = refused.filter(({ code }) => code !== 'notWanted').map(({ ordinal, path, reason }) => ({ ordinal, path, writtenAs: null, type: 'file' as const, size: null, note: reason }));
  return [...lines, ...not].sort((a, b) => a.ordinal - b.ordinal);
}

const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function obstacle(target: string, dataFolder: string, bytes: number, freeBytes: number | null): ReturnType<typeof toErrorData> | null {
  try {
    checkOutput(target, [], dataFolder);
    if (freeBytes !== null && bytes > freeBytes) {
      throw new FilemillError('disk.full', t('There is not enough room there.'), { hint: t('Choose a folder on another disk, or free some space.') });
    }
    return null;
  } catch (error) {
    return toErrorData(error);
  }
}

/** Bytes free where the folder lies, or would lie; null when that can't be told. */
async function freeIn(folder: string): Promise<number | null> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { bavail, bsize } = await statfs(toFsPath(at));
      return bavail * bsize;
    } catch {
      if (at === dirname(at)) return null;
    }
  }
}
