import type { Log } from '../../../base/log';
import type { Database } from '../../store/database';
import type { WorkerPool } from '../../workers/worker-pool';
import type { ArchiveSources } from '../archive-sources';

export interface ActParts {
  database: Database;
  dataFolder: string;
  pool: WorkerPool;
  sources: ArchiveSources;
  /** Absolute: the folders that are watched. */
  watched(): string[];
  log: Log;
}
