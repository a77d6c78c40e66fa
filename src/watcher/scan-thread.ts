import { seeArchivesAsFiles } from '../base/no-archives';
import { parentChannel } from '../base/process-port';
import { serveScans } from './scanner';

seeArchivesAsFiles();

// The entry of the scanning thread: the watching process starts it with the port of a worker thread as its parent.
const parent = parentChannel();
if (parent) serveScans(parent);
