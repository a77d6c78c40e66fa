import type { ListedEntry } from './entry-of';
import { listen } from './listen';
import { usable } from './list-archive';
import { failureOf, isPasswordFailure } from './seven-zip-failure';
import { start, type Target } from './target';

const SAID_BYTES = 1024 * 1024;
const UNTELLABLE = /[*?\n\r\0\uef80-\uefff\ud800-\udfff]/u;

/**
 * The first password that opens the archive, tried on one locked entry: a small one, and of those packed together the one
 * that comes first. Null when none does.
 */
export async function findPassword(
  target: Target,
  entries: readonly ListedEntry[],
  locked: readonly ListedEntry[],
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

function probeOf(entries: readonly ListedEntry[], locked: readonly ListedEntry[]): ListedEntry {
  const seen = new Set<string>();
  const firsts = new Set(entries.filter(({ block, bytes }) => bytes !== 0 && block !== '' && !seen.has(block) && seen.add(block)));
  const candidates = locked.filter((listed) => listed.block === '' || firsts.has(listed));
  const pool = candidates.length > 0 ? candidates : locked;
  return pool.reduce((best, listed) => ((listed.bytes ?? Infinity) < (best.bytes ?? Infinity) ? listed : best));
}
