import { readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isInside } from '../../base/safe-path';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { t } from '../../shared/words/words';

/** As many links in a row as Linux follows. */
const MAX_LINKS = 40;

/** Names in the data folder that Filemill itself writes. */
const OWN_NAMES = /^(filemill\..*|settings\.yaml|rules\.yaml|instance\.lock|artifacts|scratch|logs|exports|vault)?$/i;

/**
 * Whether Filemill may write something at `path`, a file or a folder that need not exist yet. What it wrote into a
 * folder it watches would be taken for a new file, and lead to the next one, without end.
 *
 * @param named as what it is told of; the path itself, where it is left out
 * @throws FilemillError `folder.loop`; `folder.ownData` where it would overwrite Filemill's own data;
 *   `settings.invalid` for a path that leads nowhere
 */
export function checkOutput(path: string, watchedFolders: readonly { path: string }[], dataFolder: string, named = path): void {
  const shown = displayName(named);
  if (!isAbsolute(path)) {
    throw new FilemillError('settings.invalid', t('{shown} is no whole path.', { shown }), { hint: t('Write it from the root of the disk on.') });
  }
  const places = placesOf(path, named);
  for (const folder of watchedFolders) {
    const root = rootOf(folder.path);
    if (!places.some((place) => isInside(root, place))) continue;
    throw new FilemillError('folder.loop', t('{shown} lies in {path}, where Filemill takes files from.', { shown, path: displayName(folder.path) }), {
      hint: t('Choose a place outside the watched folders; what Filemill writes would come back to it as a new file.'),
    });
  }
  const data = follow(dataFolder);
  if (places.some((place) => isInside(data, place) && OWN_NAMES.test(relative(data, place).split(sep)[0] ?? ''))) {
    throw new FilemillError('folder.ownData', t('{shown} is a part of Filemill’s own data.', { shown }), { hint: t('Choose another name.') });
  }
}

/** Where the name itself lies, and where it leads when it is a link: a file is replaced, a folder is written into. */
function placesOf(path: string, named: string): string[] {
  const whole = resolve(path);
  try {
    return [join(follow(dirname(whole)), basename(whole)), follow(whole)];
  } catch (error) {
    throw leadsNowhere(named, error);
  }
}

/** A watched folder out of reach, on a share that is down, is known by its name alone. */
function rootOf(path: string): string {
  try {
    return follow(path);
  } catch {
    return path;
  }
}

/** The real path, links that lead to nothing yet included: writing through one makes what it names. */
function follow(path: string, links = 0): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (!isMissing || links >= MAX_LINKS) throw leadsNowhere(path, error);
  }
  const parent = dirname(path);
  if (parent === path) return path;
  const folder = follow(parent, links);
  const target = linkTarget(path);
  return target === null ? join(folder, basename(path)) : follow(resolve(folder, target), links + 1);
}

function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    // Nothing lies there, or no link.
    return null;
  }
}

const leadsNowhere = (path: string, cause: unknown): FilemillError =>
  new FilemillError('settings.invalid', isInFile(cause) ? t('{path} is no folder: a file has its name, or the name of a folder on the way to it.', { path: displayName(path) }) : t('{path} leads nowhere.', { path: displayName(path) }), {
    hint: isInFile(cause) ? t('Choose another folder, or move that file away.') : t('Check the names of its folders, and that you may open them.'),
    cause,
  });

const isInFile = (cause: unknown): boolean => {
  const { code, cause: deeper } = cause as NodeJS.ErrnoException & { cause?: unknown };
  return code === 'ENOTDIR' || (cause instanceof FilemillError && isInFile(deeper));
};
