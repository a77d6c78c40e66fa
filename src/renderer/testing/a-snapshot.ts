import type { Snapshot } from '../../shared/model/engine';
import { NO_UPLOADS } from '../../shared/model/upload';

/** For tests: an engine that runs and watches nothing. */
export function aSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    sequence: 1,
    revision: 1,
    settingsRevision: 0,
    at: 0,
    version: '0.1.0',
    dataFolder: '/data',
    state: 'running',
    pausedUntil: null,
    workers: { size: 2, busy: 0 },
    filesPerSecond: 0,
    throughput: [],
    oldestWaiting: [],
    oldestWaitingSeconds: null,
    successRate: null,
    etaSeconds: null,
    accounting: { seen: 0, done: 0, inProgress: 0, waiting: 0, attention: 0, ignored: 0 },
    byCause: {},
    folders: [],
    running: [],
    health: [],
    alerts: [],
    suggestions: [],
    disk: null,
    lastArrival: null,
    settledToday: 0,
    hasMovedToday: false,
    lanes: [],
    uploads: NO_UPLOADS,
    metrics: {
      files: 0,
      successful: 0,
      failed: 0,
      successRate: null,
      filesPerSecond: 0,
      averageMs: null,
      workerCount: 0,
    },
    intakeHold: null,
    clearedToday: 0,
    ...change,
  };
}
