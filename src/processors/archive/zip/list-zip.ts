import { isAscii } from 'node:buffer';
import type { OpenFile } from '../../kit/open-file';
import type { ArchiveContext } from '../archive-reader';
import { damaged } from '../bytes/archive-failure';
import type { Turn } from '../bytes/turn';
import { nameDecoder } from '../names/name-decoder';
import { findOverlaps } from './find-overlaps';
import type { ZipDirectory } from './find-directory';
import { readDirectory } from './read-directory';
import { scanEntries } from './scan-entries';
import { needsDecoder } from './to-entry';
import { ZipEntries } from './zip-entries';
import { ENCRYPTED, MASKED } from './zip-fields';
import type { ZipRows } from './zip-rows';
import { t } from '../../../shared/words/words';

export interface ZipContents {
  readonly entries: ZipEntries;
  readonly isCut: boolean;
  readonly isEncrypted: boolean;
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
  const traits = await traitsOf(fields, turn);
  const decoder = nameDecoder(traits.hasUndecided ? undecidedNames(fields) : isAscii(comment) ? [] : [comment]);
  if (traits.hasMasked) found.warnings.push(t('Its names are hidden by PKWARE\'s encryption.'));
  return {
    entries: new ZipEntries(fields, decoder, findOverlaps(fields, found.dataEnd)),
    isCut: found.isCut,
    isEncrypted: traits.isEncrypted,
    comment: comment.length === 0 ? '' : decoder.decode(comment).text,
    nameSource: traits.hasUndecided ? decoder.source : traits.hasTold ? t('UTF-8, as the archive says.') : t('Plain ASCII.'),
    warnings: found.damage === null ? found.warnings : [found.damage, ...found.warnings],
    damage: found.damage,
    dataEnd: found.dataEnd,
  };
}

/** What one look at all entries tells. */
interface Traits {
  isEncrypted: boolean;
  hasMasked: boolean;
  /** Names beyond ASCII, of which the archive says how they are written, or does not. */
  hasTold: boolean;
  hasUndecided: boolean;
}

async function traitsOf(rows: ZipRows, turn: Turn): Promise<Traits> {
  const traits: Traits = { isEncrypted: false, hasMasked: false, hasTold: false, hasUndecided: false };
  let count = 0;
  for (const fields of rows) {
    traits.isEncrypted ||= (fields.flags & ENCRYPTED) !== 0;
    traits.hasMasked ||= (fields.flags & MASKED) !== 0;
    if (needsDecoder(fields)) traits.hasUndecided ||= !isAscii(fields.rawName);
    else traits.hasTold ||= !isAscii(fields.unicodeName ?? fields.rawName);
    count += 1;
    if (count % 256 === 0 && turn.isOver) await turn.next();
  }
  return traits;
}

function* undecidedNames(rows: ZipRows): Generator<Buffer, void, undefined> {
  for (const fields of rows) if (needsDecoder(fields) && !isAscii(fields.rawName)) yield fields.rawName;
}

interface Found {
  readonly fields: ZipRows;
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
