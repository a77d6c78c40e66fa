import { watchApi, type Sighting } from '../shared/contract/watch-api';
import { FilemillError } from '../shared/errors/filemill-error';
import type { Port } from '../shared/rpc/port';
import { serve, type Served } from '../shared/rpc/serve';
import { FolderWatch } from './folder-watch';
import type { OpenLiveSource } from './live-source';
import type { ScannerLink } from './scanner-link';
import { t } from '../shared/words/words';

interface WatchServiceOptions {
  scanner: ScannerLink;
  openLive: OpenLiveSource;
  /** The port has closed and all folders with it. */
  onClose: () => void;
}

/** Serves the WatchApi on `port`. */
export function serveWatching(port: Port, { scanner, openLive, onClose }: WatchServiceOptions): Served<typeof watchApi> {
  const folders = new Map<number, FolderWatch>();

  function folder(folderId: number): FolderWatch {
    const watch = folders.get(folderId);
    if (!watch) throw new FilemillError('folder.unknown', t('This folder is not watched.'));
    return watch;
  }
  function unwatch(folderId: number): void {
    folders.get(folderId)?.close();
    folders.delete(folderId);
  }

  const served = serve(
    port,
    watchApi,
    {
      // Watching a folder that is watched already starts afresh: its settings may have changed.
      'folder.watch': (request) => {
        const { folderId } = request;
        unwatch(folderId);
        const watch = new FolderWatch(request, scanner, openLive, {
          sighted: (source, sightings: Sighting[]) => served.emit('files.sighted', { folderId, source, sightings }),
          scanned: (first, files, durationMs) => served.emit('folder.scanned', { folderId, first, files, durationMs }),
          healthChanged: (health) => served.emit('health.changed', { folderId, health }),
        });
        folders.set(folderId, watch);
        void watch.start();
        return {};
      },
      'folder.unwatch': ({ folderId }) => {
        unwatch(folderId);
        return {};
      },
      'folder.scan': ({ folderId }) => folder(folderId).scanNow(),
      'folder.retell': ({ folderId }) => {
        folder(folderId).retell();
        return {};
      },
    },
    {
      onClose: () => {
        for (const folderId of folders.keys()) unwatch(folderId);
        scanner.close();
        onClose();
      },
    },
  );
  return served;
}
