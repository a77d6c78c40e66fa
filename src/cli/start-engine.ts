import { join } from 'node:path';
import { widenDiskThreads } from '../base/disk-threads';
import { Engine } from '../engine/engine';
import { nodeHost } from '../engine/workers/node-host';
import { entryFolder, projectFolder, version } from './project-folder';

/** The same engine as behind the window, with its processes as children of this one. */
export function makeEngine(dataFolder: string, watchConfigured: boolean): Engine {
  widenDiskThreads();
  return new Engine({
    dataFolder,
    version: version(),
    resourcesPath: join(projectFolder, 'resources'),
    host: nodeHost(entryFolder),
    farLooker: join(entryFolder, 'far-looker.js'),
    watchConfigured,
  });
}
