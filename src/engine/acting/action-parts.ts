import type { Log } from '../../base/log';
import type { Report } from '../../shared/model/report';
import type { Alerts } from '../alerts';
import type { WriteThrough } from '../actions/write-through';
import type { ArchiveActs } from '../archives/archive-acts';
import type { ArchiveSources } from '../archives/archive-sources';
import type { SettingsKeeper } from '../config/settings-keeper';
import type { FolderRegistry } from '../folder-registry';
import type { Notices } from '../notices/notices';
import type { Database } from '../store/database';
import type { Effects } from '../store/effects';
import type { Ledger } from '../store/ledger';
import type { RecognisedPages } from '../store/recognised-pages';
import type { Reports } from '../store/reports';
import type { UploadLane } from '../upload/upload-lane';
import type { Whereabouts } from '../store/whereabouts';
import type { Vault } from '../vault/vault';
import type { ProcessHost } from '../workers/process-host';
import type { WorkerPool } from '../workers/worker-pool';
import type { Gathering } from './content/gathering';

/** What actions need of the mill when they act. Not for plans: those are made without an engine, too. */
export interface ActionParts {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly whereabouts: Whereabouts;
  readonly effects: Effects;
  readonly reports: Reports;
  readonly recognisedPages: RecognisedPages;
  readonly folders: Pick<FolderRegistry, 'list' | 'find'>;
  readonly settings: Pick<SettingsKeeper, 'general'>;
  readonly pool: WorkerPool;
  readonly host: ProcessHost;
  readonly archiveActs: ArchiveActs;
  readonly archiveSources: ArchiveSources;
  readonly passwords: () => string[];
  readonly dataFolder: string;
  readonly vault: Vault;
  readonly writeThrough: WriteThrough;
  readonly notices: Notices;
  readonly alerts: Alerts;
  /** Files that wait to be packed together. */
  readonly gathering: Gathering;
  /** The queue of uploads. */
  readonly uploads: Pick<UploadLane, 'ask' | 'put' | 'effectOf'>;
  /** What was read of a file that is under way or settled, and in which way; null where it could not be read. */
  readingOf(jobId: number): { report: Report; way: string } | null;
  readonly log: Log;
  /**
   * What the watcher sees at these places, and of this file, counts only once the answer is called: when the ledger knows of it.
   *
   * @param paths absolute
   */
  unseen(paths: readonly string[], ino: string | null): () => void;
  /** Rows that are shown have changed. */
  revised(): void;
  /** Jobs came to an end by what was done here. */
  settled(jobIds: number[]): void;
}
