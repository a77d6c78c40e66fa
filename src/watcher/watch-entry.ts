import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { endWithParent } from '../base/end-with-parent';
import { seeArchivesAsFiles } from '../base/no-archives';
import { servedPort } from '../base/process-port';
import { restWhenIdle } from '../base/rest-when-idle';
import { speakAsParent } from '../base/words/speak-in-process';
import { openChokidar } from './chokidar-adapter';
import { ScannerLink } from './scanner-link';
import { serveWatching } from './watch-service';

endWithParent();

// The watching process. It does nothing else and nothing heavy, so that its loop always gets to emptying the system's
// event queue; directories are read by a thread of its own.
const scanThread = new Worker(join(import.meta.dirname, 'scanner.js'), {
  // Looking at files leaves much short-lived waste; a small nursery saves 20 MB and costs no measurable time.
  resourceLimits: { maxYoungGenerationSizeMb: 8 },
});
// Without its scans this process would be half blind: end, and be started afresh by whoever supervises it.
scanThread.on('error', (error) => {
  throw error;
});

const scanner = new ScannerLink({
  post: (message) => scanThread.postMessage(message),
  onMessage: (listener) => void scanThread.on('message', listener),
  onClose: (listener) => void scanThread.on('exit', listener),
  close: () => void scanThread.terminate(),
});

seeArchivesAsFiles();
const port = await servedPort();
await speakAsParent();
restWhenIdle();
serveWatching(port, {
  scanner,
  openLive: openChokidar,
  onClose: () => process.exit(0),
});
