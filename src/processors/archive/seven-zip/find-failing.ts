import { FilemillError } from '../../../shared/errors/filemill-error';
import type { ListedEntry } from './entry-of';
import { damaged, failureOf, needsPassword, tooComplex } from './seven-zip-failure';
import { startSevenZip } from './seven-zip-process';
import { start, type Target } from './target';
import { t } from '../../../shared/words/words';

const LINE = /^ERROR: (.*?) : (.*)$/;

/** Reads all of the archive without keeping any of it, and tells which entries can't be read, by their ordinals, and why. */
export async function findFailing(
  target: Target,
  entries: Iterable<ListedEntry>,
  password: string | null,
): Promise<Map<number, FilemillError>> {
  const running = startSevenZip({ ...start(target, ['t']), errorBytes: 16 * 1024 * 1024 });
  running.stdin.end(password === null ? '' : `${password}\n`);
  running.stdout.resume();
  const ending = await running.ended;
  const byPath = new Map<string, FilemillError>();
  for (const line of ending.errors.split('\n')) {
    const [, words, path] = LINE.exec(line) ?? [];
    if (words !== undefined && path !== undefined) byPath.set(path, failureFor(words, password !== null));
  }
  const failure = failureOf(ending);
  if (failure && byPath.size === 0 && failure.code !== 'file.damaged') throw failure;
  const failing = new Map<number, FilemillError>();
  if (byPath.size === 0) return failing;
  for (const { entry } of entries) {
    const found = byPath.get(entry.path);
    if (found) failing.set(entry.ordinal, found);
  }
  return failing;
}

function failureFor(words: string, hasPassword: boolean): FilemillError {
  if (/Wrong password/i.test(words)) return needsPassword(hasPassword);
  if (/memory/i.test(words)) return tooComplex(words);
  if (/Unsupported Method/i.test(words)) {
    return new FilemillError('file.tooComplex', t('The entry is packed in a way that Filemill can’t unpack.'), {
      hint: t('Unpack it with the program that made it.'),
    });
  }
  if (/CRC/.test(words)) return damaged(t('The entry is damaged: it does not fit its checksum.'));
  return damaged(t('The entry is damaged: not all of it can be unpacked.'), words);
}
