import type { ListedEntry } from './entry-of';
import { listen } from './listen';
import { usable } from './list-archive';
import { failureOf, isPasswordFailure } from './seven-zip-failure';
import { start, type Target } from './target';

const SAID_BYTES = 1024 * 1024;
const UNTELLABLE = /[*?\n\r\0\uef80-\uefff\ud800-\udfff]/u;

/**
 * The first password that opens the archive, tried on one locked entry (`locked` has the ordinals, one at least): a small one, and of those packed together the one
 * that comes first. Null when none does.
 */
export async function findPassword(
  target: Target,
  entries: Iterable<ListedEntry>,
  locked: ReadonlySet<number>,
  passwords: readonly string[],
): Promise<string | null> {
  const probe = probeOf(entries, locked);
  const only = UNTELLABLE.test(probe.entry.path) ? [] : [`-i!${probe.entry.path}`];
  for (const password of usable(passwords)) {
    const heard = await listen(start(target, ['t', ...only]), [password], SAID_BYTES);
    const failure = failureOf(heard);
    if (failure === null) return password;
    if (failure.code !== 'file.damaged') throw failure;
    // A damaged entry that is not said to have a wrong password has the right one.
    if (!isPasswordFailure(heard) && heard.code === 2 && !/encrypted file/i.test(heard.errors)) return password;
  }
  return null;
}

function probeOf(entries: Iterable<ListedEntry>, locked: ReadonlySet<number>): ListedEntry {
  const seen = new Set<string>();
  let smallest: ListedEntry | null = null;
  let smallestFirst: ListedEntry | null = null;
  for (const listed of entries) {
    const { entry, bytes, block } = listed;
    const isFirst = block === '' || (bytes !== 0 && !seen.has(block));
    if (bytes !== 0) seen.add(block);
    if (!locked.has(entry.ordinal)) continue;
    smallest = smaller(smallest, listed);
    if (isFirst) smallestFirst = smaller(smallestFirst, listed);
  }
  const probe = smallestFirst ?? smallest;
  if (!probe) throw new Error('nothing is locked');
  return probe;
}

const smaller = (best: ListedEntry | null, listed: ListedEntry): ListedEntry => (best && (best.bytes ?? Infinity) <= (listed.bytes ?? Infinity) ? best : listed);
