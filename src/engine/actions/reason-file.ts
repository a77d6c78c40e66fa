import { hash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { atomicWrite } from '../../base/atomic-write';
import { toFsPath } from '../../base/byte-name';

const reasonOf = (target: string): string => `${target}.error`;

/** Always the same for one target: what a kill leaves under it goes with the next try, or with what brings this one to its end. */
const temporaryOf = (target: string): string => join(dirname(target), `.tmp_error_${hash('sha256', basename(target)).slice(0, 16)}`);

/** Writes `<name>.error` beside a file in `errors/`; other programs read it. */
export function writeReasonFile(target: string, text: string): void {
  rmSync(toFsPath(temporaryOf(target)), { force: true });
  atomicWrite(reasonOf(target), text, 0o644, temporaryOf(target));
}

/** What is left of it does no harm; where the file lies counts. */
export function removeReasonFile(target: string): void {
  for (const path of [reasonOf(target), temporaryOf(target)]) {
    try {
      rmSync(toFsPath(path), { force: true });
    } catch {
      // as said above
    }
  }
}
