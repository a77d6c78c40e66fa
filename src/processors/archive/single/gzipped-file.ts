import type { OpenFile } from '../../kit/open-file';
import { isDamage } from '../bytes/archive-failure';
import { gunzip, newGzipFacts, type GzipFacts } from '../bytes/gunzip';
import { Inflater } from '../bytes/inflater';
import type { Turn } from '../bytes/turn';
import { nameWithoutEnding } from './name-without-ending';
import type { SingleFacts, SingleSource } from './single-reader';
import { t } from '../../../shared/words/words';

/** Up to so many bytes it is unpacked to learn its size; beyond, what its end says has to do. */
const MEASURED_BYTES = 256 * 1024 * 1024;
/** Deflate can't do better. */
const MOST_FROM_ONE_BYTE = 1032;

export function gzippedFile(file: OpenFile, turn: Turn, signal: AbortSignal): SingleSource {
  const inflater = new Inflater();
  const open = (facts: GzipFacts): AsyncGenerator<Buffer, void, undefined> =>
    gunzip(file.chunks(undefined, signal), inflater, facts);
  return {
    type: 'gz',
    method: 'Deflate',
    compressedSize: file.size,
    facts: () => measure(file, open, turn),
    pieces: () => open(newGzipFacts()),
    close: () => Promise.resolve(inflater.close()),
  };
}

async function measure(
  file: OpenFile,
  open: (facts: GzipFacts) => AsyncIterable<Buffer>,
  turn: Turn,
): Promise<SingleFacts> {
  const facts = newGzipFacts();
  const warnings: string[] = [];
  let size: number | null = 0;
  let isDamaged = false;
  try {
    for await (const piece of open(facts)) {
      size += piece.length;
      if (turn.isOver) await turn.next();
      if (size <= MEASURED_BYTES) continue;
      size = await sizeAtEnd(file);
      break;
    }
  } catch (thrown) {
    if (!isDamage(thrown)) throw thrown;
    isDamaged = true;
    warnings.push(thrown.message);
  }
  if (facts.hasRubbish) warnings.push(t('Bytes behind its end do not belong to it.'));
  const told = facts.name;
  const bare = nameWithoutEnding(file.name);
  const isPlain = told !== null && !/[/\\]/.test(told) && told !== '.' && told !== '..';
  const name = bare ?? (isPlain ? told : `${file.name}.unpacked`);
  const comment = told !== null && told !== name ? t('Called "{told}" when it was packed. {comment}', { told, comment: facts.comment }) : facts.comment;
  return {
    name,
    size: isDamaged ? null : size,
    modified: facts.modified,
    comment: comment.trim(),
    crc: facts.crc === null || isDamaged ? null : facts.crc.toString(16).padStart(8, '0'),
    warnings,
    isDamaged,
  };
}

/** The size that the last four bytes say, of a file that has one member and less than 4 GB; null where it can't be so. */
async function sizeAtEnd(file: OpenFile): Promise<number | null> {
  const size = (await file.readRange(file.size - 4, 4)).readUInt32LE(0);
  return size >= MEASURED_BYTES && size <= file.size * MOST_FROM_ONE_BYTE ? size : null;
}
