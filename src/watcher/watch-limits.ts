import { readFileSync } from 'node:fs';
import { t } from '../shared/words/words';

const INOTIFY = '/proc/sys/fs/inotify/';

function readLimit(name: string): number | null {
  try {
    const value = Number.parseInt(readFileSync(INOTIFY + name, 'utf8'), 10);
    return Number.isFinite(value) ? value : null;
  } catch {
    return null;
  }
}

export interface Refusal {
  reason: string;
  /** The command that helps; empty when none is known. */
  fix: string;
}

/** Why the system refuses to watch, with the number needed and the command that helps. */
export function explainRefusal(code: string, directories: number): Refusal {
  if (code === 'ENOSPC') {
    const limit = readLimit('max_user_watches');
    // Other programs of the same user share the limit: twice the need, at least what distributions set today.
    const wanted = Math.max(524_288, 2 ** Math.ceil(Math.log2((limit ?? 0) + directories * 2 + 1)));
    return {
      reason: limit === null
        ? t('No events: watching this folder takes {needed, number} watches.', { needed: Math.max(directories, 1) })
        : t('No events: watching this folder takes {needed, number} watches, and the system allows {limit, number} for all your programs together.', { needed: Math.max(directories, 1), limit }),
      fix: t('To allow more: {command}', { command: `sudo sysctl fs.inotify.max_user_watches=${wanted}` }),
    };
  }
  if (code === 'EMFILE' || code === 'ENFILE') {
    const limit = readLimit('max_user_instances');
    const wanted = Math.max(1_024, (limit ?? 0) * 2);
    return {
      reason: limit === null
        ? t('No events: the system allows no further watching program.')
        : t('No events: the system allows no further watching program ({limit, number} for all your programs together).', { limit }),
      fix: t('To allow more: {command}', { command: `sudo sysctl fs.inotify.max_user_instances=${wanted}` }),
    };
  }
  if (code === 'EODDNAME') {
    return { reason: t('No events: the path of this folder has characters that events can’t be had for.'), fix: '' };
  }
  return { reason: t('No events: the system refuses to watch this folder ({code}).', { code: code || t('unknown reason') }), fix: '' };
}
