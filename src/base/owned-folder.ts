import { createHash, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { toFsPath } from './byte-name';

/** On a share, the processes of another machine can't be asked for. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** A new name that says which process of which machine it belongs to, for a folder that goes with it. */
export const ownedName = (prefix: string): string => `${prefix}-${HOST}-${process.pid}-${randomUUID()}`;

/**
 * Takes away folders in `parent` whose names `ownedName` made with `prefix`, and whose process is no more: it was killed
 * before it could. One whose number another process has by now stays until that ends, too.
 */
export async function removeOrphans(parent: string, prefix: string): Promise<void> {
  let names: string[];
  try {
    names = readdirSync(toFsPath(parent));
  } catch {
    return; // Not there, or not to be read: then there is nothing to tidy up for us.
  }
  for (const name of names) {
    if (!isOrphan(name, prefix)) continue;
    // Another person's is theirs to take away.
    await rm(toFsPath(join(parent, name)), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Whether a name is one that `ownedName` made on this machine, in a process that is no more. @param prefix as a regular expression */
export function isOrphan(name: string, prefix: string): boolean {
  const [, pid] = new RegExp(`^${prefix}-${HOST}-(\\d+)-[\\da-f-]{36}$`).exec(name) ?? [];
  return pid !== undefined && !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another person's process may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
