import { accessSync, constants, statSync } from 'node:fs';
import { parse, resolve } from 'node:path';
import { homedir } from 'node:os';
import { isInside, realPathOf } from '../../base/safe-path';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { t } from '../../shared/words/words';

/** Folders of the system itself: nobody receives files there, and reading all of them would take days. */
const SYSTEM_ROOTS: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/bin', '/boot', '/dev', '/etc', '/lib', '/proc', '/run', '/sbin', '/sys', '/usr'],
  darwin: ['/System', '/Library', '/bin', '/dev', '/etc', '/private/etc', '/sbin', '/usr'],
  win32: ['C:\\Windows', 'C:\\Program Files', 'C:\\Program Files (x86)'],
};

/**
 * Whether a folder can be watched. Links are followed first, so that two names of one folder are known as one.
 *
 * @returns its real path
 * @throws FilemillError with a `folder.*` code that says what is wrong and what to do
 */
export function checkFolder(path: string, watched: { path: string }[], dataFolder: string): string {
  const shown = displayName(path);
  let real: string;
  try {
    const stat = statSync(path);
    if (!stat.isDirectory()) {
      throw new FilemillError('folder.notFolder', t('{shown} is a file, not a folder.', { shown }), {
        hint: t('Choose the folder in which it lies.'),
      });
    }
    accessSync(path, constants.R_OK | constants.X_OK);
    real = realPathOf(path);
  } catch (error) {
    throw translate(error, shown);
  }
  if (real === parse(real).root) {
    throw new FilemillError('folder.system', t('{shown} is the whole disk.', { shown }), {
      hint: t('Choose the folder in which your files arrive.'),
    });
  }
  const system = SYSTEM_ROOTS[process.platform]?.find((root) => isInside(root, real));
  if (system) {
    throw new FilemillError('folder.system', t('{shown} belongs to the system.', { shown }), {
      hint: t('Choose the folder in which your files arrive.'),
    });
  }
  if (resolve(real) === resolve(homedir())) {
    throw new FilemillError('folder.system', t('{shown} is your whole home folder.', { shown }), {
      hint: t('Choose a folder inside it, for example Downloads.'),
    });
  }
  const data = realPathOf(dataFolder);
  if (isInside(data, real) || isInside(real, data)) {
    throw new FilemillError('folder.ownData', t('{shown} holds Filemill’s own data.', { shown }), {
      hint: t('Choose another folder, or move the data folder with --data.'),
    });
  }
  for (const other of watched) {
    if (other.path === real) {
      throw new FilemillError('folder.known', t('{shown} is already watched.', { shown }), { hint: t('Find it under Folders.') });
    }
    if (isInside(other.path, real) || isInside(real, other.path)) {
      const [inner, outer] = isInside(other.path, real) ? [shown, displayName(other.path)] : [displayName(other.path), shown];
      throw new FilemillError('folder.nested', t('{inner} lies inside {outer}; each file would be taken twice.', { inner, outer }), {
        hint: t('Remove the one that is watched first, or choose a folder beside it.'),
      });
    }
  }
  return real;
}

function translate(error: unknown, shown: string): FilemillError {
  if (error instanceof FilemillError) return error;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return new FilemillError('folder.missing', t('{shown} does not exist.', { shown }), {
        hint: t('Check the name, or make the folder first.'),
        cause: error,
      });
    case 'ENOTDIR':
      return new FilemillError('folder.notFolder', t('A part of {shown} is a file, not a folder.', { shown }), {
        hint: t('Check the name.'),
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
      return new FilemillError('folder.denied', t('You may not read {shown}.', { shown }), {
        hint: t('Give yourself the right to read it, then add it again.'),
        cause: error,
      });
    case 'ELOOP':
      return new FilemillError('folder.missing', t('{shown} is a link that leads in a circle.', { shown }), {
        hint: t('Choose the folder itself.'),
        cause: error,
      });
    default:
      return new FilemillError('folder.denied', t('{shown} can’t be opened.', { shown }), {
        hint: t('Check that its drive or share is connected.'),
        cause: error,
        details: String(error),
      });
  }
}
