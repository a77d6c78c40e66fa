import { FilemillError } from '../../shared/errors/filemill-error';
import { leadPartOf } from '../../shared/model/archive-parts';
import { keepHeapSmall } from '../../base/keep-heap-small';
import { throwIfCancelled, type OpenFile } from '../kit/open-file';
import type { ArchiveContext, ArchiveReader } from './archive-reader';
import { archiveType, isForSevenZip, isStreamType } from './archive-type';
import { firstBytes } from './bytes/first-bytes';
import { gunzip, newGzipFacts } from './bytes/gunzip';
import { Inflater } from './bytes/inflater';
import { PeekedStream } from './bytes/peeked-stream';
import { Turn } from './bytes/turn';
import { decompress, type StreamType } from './seven-zip/decompress';
import { notFirst, openWithSevenZip } from './seven-zip/open-with-seven-zip';
import { compressedFile } from './single/compressed-file';
import { gzippedFile } from './single/gzipped-file';
import { SingleReader } from './single/single-reader';
import { compressedTar } from './tar/compressed-tar';
import { gzippedTar } from './tar/gzipped-tar';
import { beginsTar, TELLING_BYTES } from './tar/tar-block';
import { TarReader } from './tar/tar-reader';
import { plainTar } from './tar/tar-source';
import { findDirectory } from './zip/find-directory';
import { ZipReader } from './zip/zip-reader';
import { t } from '../../shared/words/words';

/** "a.zip.001": parts are found by their names only. */
const NUMBERED = /\.\d{3}$/;
/** "a.7z.002", which by itself is nothing that could be recognised. */
const LATER_PART = /\.(?:7z|zip|rar|tar|t?gz|t?bz2|t?xz|zst|iso|wim)\.\d{3}$/i;
/** "PK00" and "PK\x07\x08" before the first entry mark the first part of a ZIP that is cut into parts. */
const FIRST_PART = /^PK(00|\x07\x08)PK\x03\x04/;

/**
 * Opens an archive, told by its content. Throws what {@link ArchiveReader} names, and `file.invalid` for what is no archive.
 *
 * @param recognised what is known of the file already
 */
export async function openArchive(
  file: OpenFile,
  recognised: { readonly name: string; readonly mime: string },
  context: ArchiveContext,
): Promise<ArchiveReader> {
  throwIfCancelled(context.signal);
  // Long lists, too, leave much litter.
  keepHeapSmall();
  const type = await archiveType(file, recognised);
  if (type === 'zip') return openZip(file, context);
  if (type === 'tar') return new TarReader(plainTar(file), context);
  if (type === 'gz') return openGzip(file, context);
  if (type !== null && isStreamType(type)) return openStream(file, type, context);
  if (type !== null && isForSevenZip(type)) return openWithSevenZip(file, type, context);
  const lead = LATER_PART.test(file.name) ? leadPartOf(file.name) : null;
  if (lead) throw notFirst(file.name, lead.name);
  throw new FilemillError('file.invalid', t('This is no archive that Filemill knows.'), {
    hint: t('Look at it with the program that made it.'),
  });
}

async function openZip(file: OpenFile, context: ArchiveContext): Promise<ArchiveReader> {
  const directory = await findDirectory(file, context.signal);
  const isPart = directory ? directory.isMultiDisk : NUMBERED.test(file.name) || FIRST_PART.test((await file.readRange(0, 12)).toString('latin1'));
  return isPart ? openWithSevenZip(file, 'zip', context) : new ZipReader(file, directory, context);
}

async function openGzip(file: OpenFile, context: ArchiveContext): Promise<ArchiveReader> {
  const inflater = new Inflater();
  try {
    const head = await firstBytes(gunzip(file.chunks(64 * 1024, context.signal), inflater, newGzipFacts()), TELLING_BYTES);
    if (beginsTar(head)) return new TarReader(gzippedTar(file, context.signal), context);
    return new SingleReader(gzippedFile(file, new Turn(context.signal), context.signal), context);
  } finally {
    inflater.close();
  }
}

async function openStream(file: OpenFile, type: StreamType, context: ArchiveContext): Promise<ArchiveReader> {
  const stream = await PeekedStream.open(() => decompress(file, type, context), TELLING_BYTES);
  if (beginsTar(stream.head)) return new TarReader(compressedTar(stream, type), context);
  return new SingleReader(compressedFile(file, stream, type), context);
}
