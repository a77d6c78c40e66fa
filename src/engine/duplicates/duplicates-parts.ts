import type { Log } from '../../base/log';
import type { SettingsKeeper } from '../config/settings-keeper';
import type { FolderRegistry } from '../folder-registry';
import type { Database } from '../store/database';
import type { Ledger } from '../store/ledger';
import type { Whereabouts } from '../store/whereabouts';
import type { Kind } from './compared-kinds';

/** What the model of duplicates needs of the mill. */
export interface DuplicatesParts {
  database: Database;
  ledger: Ledger;
  whereabouts: Whereabouts;
  settings: Pick<SettingsKeeper, 'general'>;
  folders: Pick<FolderRegistry, 'list' | 'find'>;
  log: Log;
  /** Holds the vault. */
  dataFolder: string;
  /** Puts a file into the trash where only the shell can (Windows); left out where nobody can. */
  trash?: (path: string) => Promise<void>;
  /** Something is being taken back: no plan is applied meanwhile. */
  isUndoing?(): boolean;
  /** Others have much to do in many small steps: it goes on slowly. */
  isBusy?(): boolean;
  /** Others than pictures and texts. */
  kinds?: Kind[];
  /** Rows that are shown have changed. */
  revised(): void;
  /** Jobs came to an end by what was done here. */
  settled(jobIds: number[]): void;
}
