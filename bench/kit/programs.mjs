import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program of that name lies on the PATH; undefined where there is none. */
export function findProgram(name) {
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const one of names) {
      try {
        accessSync(join(folder, one), constants.X_OK);
        return join(folder, one);
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}
