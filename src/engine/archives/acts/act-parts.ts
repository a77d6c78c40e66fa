import type { Log } from '../../../base/log';
import type { Database } from '../../store/database';
import type { WorkerPool } from '../../workers/worker-pool';
import type { Vault } from '../../vault/vault';
import type { ArchiveSources } from '../archive-sources';

export interface ActParts {
  database: Database;
  dataFolder: string;
  vault: Vault;
  pool: WorkerPool;
  sources: ArchiveSources;
  /** Absolute: the folders that are watched. */
  watched(): string[];
  log: Log;
}
