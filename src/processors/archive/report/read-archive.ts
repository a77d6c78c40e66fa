import type { ArchiveEntry, ArchiveReport } from '../../../shared/model/archive';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { CannotRead } from '../../kit/cannot-read';
import type { OpenFile } from '../../kit/open-file';
import type { Context, Reading, Recognised } from '../../kit/processor';
import { openArchive } from '../open-archive';
import { leadBeside } from '../seven-zip/parts';
import { judgedEntries } from './judged-entries';
import { sharesOf } from './shares';
import { summariseWarnings } from './summarise-warnings';
import { t } from '../../../shared/words/words';

/** Of larger archives the beginning is listed. */
const MOST_ENTRIES = 50_000;
/** As much of a text as search looks at. */
const MOST_CHARACTERS = 2_000_000;
const MOST_COMMENT_CHARACTERS = 10_000;

/** Lists the archive; nothing is unpacked but what stands between its beginning and its list. */
export async function readArchive(file: OpenFile, recognised: Recognised, context: Context): Promise<Reading> {
  const lead = leadBeside(file);
  if (lead !== null) throw new CannotRead(t('It is a later part of “{lead}”, which is looked into instead.', { lead }));
  const reader = await openArchive(file, recognised, { ...context, maxEntries: MOST_ENTRIES }).catch(toCannotRead);
  try {
    context.progress(t('Listing the archive'), null);
    const listing = await reader.list();
    const entries = judgedEntries(listing.entries, reader.type);
    const files = entries.filter(({ type }) => type === 'file');
    const totalSize = files.reduce((sum: number | null, { size }) => (sum === null || size === null ? null : sum + size), 0);
    const report: ArchiveReport = {
      kind: 'archive',
      type: reader.type,
      entryCount: entries.length,
      fileCount: files.length,
      folderCount: entries.filter(({ type }) => type === 'folder').length,
      totalSize,
      compressedSize: file.size,
      compressionRatio: totalSize !== null && totalSize > 0 ? file.size / totalSize : null,
      isEncrypted: listing.isEncrypted,
      hasEncryptedNames: listing.hasEncryptedNames,
      isSolid: listing.isSolid,
      volumeCount: listing.volumeCount,
      comment: listing.comment.slice(0, MOST_COMMENT_CHARACTERS),
      nameSource: listing.nameSource,
      shares: sharesOf(entries),
      entries,
    };
    const own = [...listing.warnings];
    if (listing.isCut && entries.length >= MOST_ENTRIES) own.unshift(t('It has more than {most, number} entries; these are the first ones.', { most: MOST_ENTRIES }));
    return { report, text: pathsAsText(entries), warnings: summariseWarnings(own, entries), artifacts: [] };
  } finally {
    await reader.close();
  }
}

/** What is no archive after all is shown as any other file. */
function toCannotRead(thrown: unknown): never {
  if (thrown instanceof FilemillError && thrown.code === 'file.invalid') throw new CannotRead(thrown.message);
  throw thrown;
}

/** One path a line, so that search finds what is inside by its name. */
function pathsAsText(entries: readonly ArchiveEntry[]): string {
  const lines: string[] = [];
  let characters = 0;
  for (const { path } of entries) {
    characters += path.length + 1;
    if (characters > MOST_CHARACTERS) break;
    lines.push(path);
  }
  return lines.join('\n');
}
