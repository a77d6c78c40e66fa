import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The platform's application-data folder, the same one that the window uses; `--data` or FILEMILL_DATA name another. */
export function dataFolder(given: string | undefined): string {
  const named = given ?? process.env.FILEMILL_DATA;
  if (named) return resolve(named);
  const home = homedir();
  switch (process.platform) {
    case 'win32':
      return join(process.env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Filemill');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Filemill');
    default:
      return join(process.env.XDG_CONFIG_HOME ?? join(home, '.config'), 'Filemill');
  }
}
