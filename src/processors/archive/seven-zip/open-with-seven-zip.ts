import { FilemillError } from '../../../shared/errors/filemill-error';
import type { OpenFile } from '../../kit/open-file';
import type { ArchiveContext, ArchiveReader } from '../archive-reader';
import { openForChild } from './child-archive';
import { listArchive, type Listed } from './list-archive';
import { partsOf, type Parts } from './parts';
import { isUnexpectedEnd, partMissing, withRealName } from './seven-zip-failure';
import { SevenZipReader } from './seven-zip-reader';
import { isSevenZipType, SEVEN_ZIP_TYPES } from './seven-zip-types';
import type { Target } from './target';
import { t } from '../../../shared/words/words';

const END_OF_ZIP_BYTES = 22 + 0xffff;

/**
 * An archive that 7-Zip reads for us. `type` is ours: "7z", "rar", "iso", "cab", "deb", "rpm", "cpio", "wim", "zip" …
 * (the keys of `SEVEN_ZIP_TYPES`). Throws what ArchiveReader names.
 */
export async function openWithSevenZip(file: OpenFile, type: string, context: ArchiveContext): Promise<ArchiveReader> {
  if (!isSevenZipType(type)) throw new FilemillError('bug', t('7-Zip was asked for an archive of type {type}.', { type }));
  const parts = partsOf(file, type);
  if (parts.first?.isCertain) throw notFirst(file.name, parts.first.name);
  if (type === 'zip' && (await lastPartNumber(file)) > parts.all.length - 1 && parts.next !== null) throw partMissing(parts.next);
  const archive = openForChild(file, parts, context.scratchDir);
  try {
    const { handlers } = SEVEN_ZIP_TYPES[type];
    const targets = handlers.map((handler): Target => ({ archive, typeName: type, handler: handler + (parts.isSplit ? '.split' : ''), signal: context.signal }));
    const { target, listed } = await firstThatLists(targets, parts, context);
    return new SevenZipReader(type, target, listed, parts, context);
  } catch (thrown) {
    archive.close();
    throw thrown;
  }
}

/** Where several formats share a signature or a file the first one that takes it. */
async function firstThatLists(targets: readonly Target[], parts: Parts, context: ArchiveContext): Promise<{ target: Target; listed: Listed }> {
  let failure: unknown;
  for (const target of targets) {
    try {
      const listed = await listArchive(target, context.passwords, context.maxEntries);
      if (parts.isSplit && listed.head.errors.some(isUnexpectedEnd)) throw missingOf(parts);
      return { target, listed };
    } catch (thrown) {
      if (!(thrown instanceof FilemillError) || thrown.code !== 'file.damaged') throw withRealName(thrown, parts);
      failure ??= thrown;
    }
  }
  throw parts.isSplit ? missingOf(parts) : failure;
}

/** Of an archive in pieces it is more likely that one is missing than that it was cut off in some other way. */
const missingOf = ({ first, opened, next }: Parts): FilemillError => (first ? notFirst(opened.name, first.name) : partMissing(next ?? ''));

/** Of a ZIP that is cut into parts the last one says how many came before it; 0 for one in one piece. */
async function lastPartNumber(file: OpenFile): Promise<number> {
  const tail = await file.readRange(Math.max(0, file.size - END_OF_ZIP_BYTES), END_OF_ZIP_BYTES);
  const at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const number = at >= 0 && at + 22 <= tail.length ? tail.readUInt16LE(at + 4) : 0;
  // 0xffff: it is said elsewhere, in archives of another size.
  return number === 0xffff ? 0 : number;
}

/** @param name of a later part */
export function notFirst(name: string, first: string): FilemillError {
  return new FilemillError('archive.partMissing', t('“{name}” is a part of an archive that is opened by “{first}”, which does not lie beside it.', { name, first }), {
    hint: t('Put all of its parts into one folder, then open “{first}”.', { first }),
  });
}
