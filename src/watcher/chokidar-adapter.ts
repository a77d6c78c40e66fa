import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { fromNameBytes, toFsPath } from '../base/byte-name';
import { FoldersOnlyWatcher } from './folders-only-watcher';
import { needsBytes } from './list-directory';
import type { LiveListener, LiveRequest, LiveSource } from './live-source';
import { t } from '../shared/words/words';

/** Chokidar swallows these for a path that vanished or may not be read; the scan names such paths. */
const PASSING_ERRORS = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG']);

/**
 * Watches with chokidar, which keeps the set of watched directories right through moves, replacements and new nested
 * folders. What happens to *files* is taken from its `raw` events, which come straight from the system:
 *
 * - its own file events come one after another through a queue of promises (finding 7 of GOALS.md: 96 % of 40,000
 *   renames, 13.6 s), hold an empty file back for 10 ms and a second change for 50 ms, and keep every file in memory;
 * - so it is told to ignore everything that is no directory, and looks at directories only. A file is never ignored
 *   here: it comes by `raw`.
 *
 * `atomic: false`, because it would silently skip `*~` and `.*.swp`.
 */
export function openChokidar(request: LiveRequest, listener: LiveListener): LiveSource {
  const { root, recursive, prunedNames } = request;
  const fsRoot = toFsPath(root);
  if (typeof fsRoot !== 'string' || (sep === '/' && root.includes('\\'))) {
    throw Object.assign(new Error(t('The path of this folder has characters that events can’t be had for.')), { code: 'EODDNAME' });
  }
  // A root that is itself a link is watched where it leads; inside, links are never followed.
  const realRoot = realpathSync(fsRoot);
  const rootPrefix = realRoot.endsWith(sep) ? realRoot : realRoot + sep;
  const directories = new Set<string>([realRoot]);
  let isClosed = false;
  /** The writes to a file that follow one another need no look each; whatever comes or goes clears it. */
  let lastNoFolder = '';

  const ours = (path: string): string => {
    const named = needsBytes(path) ? fromNameBytes(Buffer.from(path)) : path;
    if (realRoot === root) return named;
    return named === realRoot ? root : join(root, named.slice(rootPrefix.length));
  };

  function isNoFolder(path: string): boolean {
    if (path === lastNoFolder) return true;
    if (!path.startsWith(rootPrefix) || directories.has(path)) return false;
    try {
      if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return false;
    } catch {
      // It can't be told: then it can't be watched either.
    }
    lastNoFolder = path;
    return true;
  }

  /** Chokidar asks without `stats` about something that an event named, with `stats` when it has looked. */
  function isIgnored(path: string, stats?: Stats): boolean {
    if (!path.startsWith(rootPrefix)) return false;
    if (!recursive || prunedNames.has(basename(path))) return true;
    if (!stats) return isNoFolder(path);
    if (!stats.isDirectory()) return true;
    directories.add(path);
    return false;
  }

  const options = {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    atomic: false,
    ignored: isIgnored,
    ...(recursive ? {} : { depth: 0 }),
  };
  const watcher = new FoldersOnlyWatcher(options, isNoFolder);
  watcher.add(realRoot);

  watcher.on('raw', (event, name, details) => {
    if (isClosed) return;
    if (event !== 'change') lastNoFolder = '';
    const watchedPath = (details as { watchedPath?: string }).watchedPath;
    if (watchedPath === undefined) return;
    if (watchedPath !== realRoot && !watchedPath.startsWith(rootPrefix)) return;
    // The system names a directory's own removal like an entry of that directory with its name.
    if (!name || name.includes('\ufffd') || name === basename(watchedPath)) listener.unsure(ours(watchedPath));
    else listener.touched(ours(join(watchedPath, name)));
  });
  watcher.on('addDir', (path) => {
    directories.add(path);
    // The watch itself is set right after this event, in the same turn.
    if (!isClosed) queueMicrotask(() => listener.entered(ours(path)));
  });
  watcher.on('unlinkDir', (path) => directories.delete(path));
  watcher.on('ready', () => {
    if (!isClosed) listener.ready();
  });
  watcher.on('error', (thrown) => {
    const error = thrown as NodeJS.ErrnoException;
    if (isClosed || PASSING_ERRORS.has(error.code ?? '')) return;
    close();
    listener.failed(error);
  });

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    void watcher.close().catch(() => undefined);
  }

  return {
    isDirectory(path) {
      const fsPath = String(toFsPath(path));
      return directories.has(realRoot === root ? fsPath : join(realRoot, fsPath.slice(root.length)));
    },
    close,
  };
}
