import { isAscii } from 'node:buffer';
import type { OpenFile } from '../../kit/open-file';
import type { ArchiveContext } from '../archive-reader';
import { damaged } from '../bytes/archive-failure';
import type { Turn } from '../bytes/turn';
import { nameDecoder, type NameDecoder } from '../names/name-decoder';
import { findOverlaps } from './find-overlaps';
import type { ZipDirectory } from './find-directory';
import { readDirectory } from './read-directory';
import { scanEntries } from './scan-entries';
import { needsDecoder, toEntry } from './to-entry';
import { MASKED, type ZipFields, type ZipItem } from './zip-item';
import { t } from '../../../shared/words/words';

export interface ZipContents {
  readonly items: ZipItem[];
  readonly isCut: boolean;
  readonly comment: string;
  readonly nameSource: string;
  readonly warnings: string[];
  /** What is wrong with the archive as a whole, a sentence. */
  readonly damage: string | null;
  /** Where entries have to end. */
  readonly dataEnd: number;
}

/** Everything that can be known without unpacking. Throws `file.damaged` where nothing is found. */
export async function listZip(
  file: OpenFile,
  directory: ZipDirectory | null,
  context: ArchiveContext,
  turn: Turn,
): Promise<ZipContents> {
  const found = await findEntries(file, directory, context, turn);
  const { fields } = found;
  const comment = directory?.comment ?? Buffer.alloc(0);
  const open = fields.filter(needsDecoder).map(({ rawName }) => rawName);
  const undecided = open.filter((name) => !isAscii(name));
  const decoder = nameDecoder(undecided.length === 0 && !isAscii(comment) ? [comment] : undecided);
  const items: ZipItem[] = [];
  for (const each of fields) {
    // No copy: of long lists each would take as much again.
    items.push(Object.assign(each, { entry: toEntry(each, items.length, decoder) }));
    if (items.length % 256 === 0 && turn.isOver) await turn.next();
  }
  const { shared, tooLong } = findOverlaps(fields, found.dataEnd);
  for (const index of shared) {
    const message = t('It shares its bytes with another entry: archives that unpack to far more than they hold are made so.');
    items[index]?.entry.warnings.push({ code: 'overlap', message });
  }
  for (const index of tooLong) items[index]?.entry.warnings.push({ code: 'damaged', message: t('Its bytes are not all there: the archive ends, or its list begins, before.') });
  if (fields.some(({ flags }) => flags & MASKED)) found.warnings.push(t('Its names are hidden by PKWARE\'s encryption.'));
  return {
    items,
    isCut: found.isCut,
    comment: comment.length === 0 ? '' : decoder.decode(comment).text,
    nameSource: sourceOf(decoder, undecided, fields),
    warnings: found.damage === null ? found.warnings : [found.damage, ...found.warnings],
    damage: found.damage,
    dataEnd: found.dataEnd,
  };
}

interface Found {
  readonly fields: ZipFields[];
  readonly isCut: boolean;
  readonly warnings: string[];
  readonly damage: string | null;
  readonly dataEnd: number;
}

async function findEntries(file: OpenFile, directory: ZipDirectory | null, context: ArchiveContext, turn: Turn): Promise<Found> {
  const warnings = [...(directory?.warnings ?? [])];
  const listed = directory ? await readDirectory(file, directory, context.maxEntries, turn) : null;
  if (directory && listed && !listed.isDamaged) {
    const isTooLong = listed.isCut && listed.entries.length < context.maxEntries;
    const damage = isTooLong ? t('Its list of entries is longer than any program makes it: only its beginning is read.') : null;
    return { fields: listed.entries, isCut: listed.isCut, warnings, damage, dataEnd: directory.at };
  }
  const scanned = await scanEntries(file, context.maxEntries, turn);
  if (directory && listed && listed.entries.length >= scanned.entries.length) {
    const damage = t('Its list of entries is damaged: it names {count} of {entryCount}.', { count: listed.entries.length, entryCount: directory.entryCount });
    return { fields: listed.entries, isCut: listed.isCut, warnings, damage, dataEnd: directory.at };
  }
  if (scanned.entries.length === 0) throw damaged(t('The archive is damaged: neither its list of entries nor any entry is found.'));
  const damage = directory
    ? t('Its list of entries is damaged: it was made again from the entries themselves.')
    : t('The archive is cut off or damaged: its list of entries is missing, and was made again from the entries themselves.');
  return { fields: scanned.entries, isCut: directory === null || scanned.isCut, warnings, damage, dataEnd: file.size };
}

function sourceOf(decoder: NameDecoder, undecided: readonly Buffer[], fields: readonly ZipFields[]): string {
  if (undecided.length > 0) return decoder.source;
  const isTold = fields.some((each) => !needsDecoder(each) && !isAscii(each.unicodeName ?? each.rawName));
  return isTold ? t('UTF-8, as the archive says.') : t('Plain ASCII.');
}
