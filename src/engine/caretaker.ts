import type { Log } from '../base/log';
import type { Snapshot } from '../shared/model/engine';
import type { Alerts } from './alerts';
import type { SettingsKeeper } from './config/settings-keeper';
import type { FolderRegistry } from './folder-registry';
import type { Database } from './store/database';
import type { JobFacts } from './store/job-facts';
import type { Remedies } from './store/remedies';
import type { Reports } from './store/reports';
import { backUpWhenDue } from './upkeep/back-up';
import { clearCauses } from './upkeep/clear-causes';
import { diskOf, shortage } from './upkeep/disk-room';
import { Heartbeat } from './upkeep/heartbeat';
import { pruneHistory } from './upkeep/prune-history';
import { t } from '../shared/words/words';

const CLOCK_MS = 1_000;
const HOURLY_MS = 3_600_000;
const CLEAR_CAUSES_MS = 30_000;

export interface CaretakerParts {
  dataFolder: string;
  database: Database;
  remedies: Remedies;
  reports: Reports;
  folders: FolderRegistry;
  settings: SettingsKeeper;
  alerts: Alerts;
  log: Log;
  snapshot(): Snapshot;
  /** Nothing is being worked on. */
  isIdle(): boolean;
  /** The ledger can be written and the watcher runs. */
  isWell(): boolean;
  whenWritable(write: () => void): void;
}

export interface CaretakerListener {
  /** A second has passed. */
  ticked(): void;
  /** Taking files must pause, in words; null when it may go on. */
  held(reason: string | null): void;
  /** Parked files whose trouble is gone wait again. */
  cleared(jobs: JobFacts[]): void;
  /** History has ended. */
  pruned(): void;
}

/** What must be done from time to time: the disk's room, second tries, the daily copy, old history, the heartbeat. */
export class Caretaker {
  /** Why nothing new is taken; null while files are taken. */
  intakeHold: string | null = null;
  private readonly heartbeat: Heartbeat;
  private readonly timers: NodeJS.Timeout[] = [];
  private isClearing = false;
  private isClosed = false;
  /** The state of the ledger when its index of texts was last found whole. */
  private mergedAt = NaN;

  constructor(
    private readonly parts: CaretakerParts,
    private readonly listener: CaretakerListener,
  ) {
    this.heartbeat = new Heartbeat(
      () => this.pulse(),
      (trouble) => {
        if (trouble) parts.alerts.raise('heartbeat', 'warning', trouble);
        else parts.alerts.clear('heartbeat');
      },
    );
  }

  start(): void {
    this.lookAtDisk();
    this.followSettings();
    this.timers.push(
      setInterval(() => this.tick(), CLOCK_MS),
      setInterval(() => this.keepHouse(), HOURLY_MS),
      setInterval(() => void this.clearCauses(), CLEAR_CAUSES_MS),
    );
    for (const timer of this.timers) timer.unref();
  }

  followSettings(): void {
    const { settings, folders } = this.parts;
    this.heartbeat.follow(
      settings.general.heartbeatFile,
      folders.list().map(({ path }) => path),
    );
  }

  close(): void {
    this.isClosed = true;
    for (const timer of this.timers) clearInterval(timer);
    this.heartbeat.close();
  }

  private tick(): void {
    this.lookAtDisk();
    this.mergeIndex();
    this.listener.ticked();
  }

  private lookAtDisk(): void {
    const { dataFolder, database, settings, log, whenWritable } = this.parts;
    const reason = shortage(diskOf(dataFolder), settings.general.minFreeBytes, this.intakeHold !== null);
    // The figures in the sentence move all the time; the state is what counts.
    if ((reason === null) === (this.intakeHold === null)) return;
    this.intakeHold = reason;
    if (reason === null) log.info('disk.room');
    else {
      log.warn('disk.nearlyFull', { reason });
      // While there still is room for it: small notes can be written then, even when the disk is full.
      whenWritable(() => database.checkpoint());
    }
    this.listener.held(reason);
  }

  /** A step a second, while nothing else is to be done and until there is nothing to merge. */
  private mergeIndex(): void {
    const { database, reports, isIdle, whenWritable } = this.parts;
    if (this.intakeHold !== null || !isIdle() || database.changeCount === this.mergedAt) return;
    whenWritable(() => {
      if (!reports.mergeIndex()) this.mergedAt = database.changeCount;
    });
  }

  private async clearCauses(): Promise<void> {
    const { database, remedies, folders, log } = this.parts;
    if (this.isClearing || this.intakeHold !== null) return;
    this.isClearing = true;
    try {
      const cleared = await clearCauses(database, remedies, (id) => folders.find(id)?.path, Date.now());
      if (cleared.length > 0 && !this.isClosed) this.listener.cleared(cleared);
    } catch (error) {
      if (!this.isClosed) log.error('clearCauses', { error });
    } finally {
      this.isClearing = false;
    }
  }

  private keepHouse(): void {
    const { database, dataFolder, alerts, log, settings } = this.parts;
    if (!this.parts.isIdle()) return;
    try {
      backUpWhenDue(database, dataFolder);
    } catch (error) {
      log.error('backup', { error });
      alerts.raise('backup', 'warning', {
        message: t('The daily copy of the ledger could not be written.'),
        hint: t('Make room in the data folder; it is tried again within the hour.'),
      });
    }
    const { historyDays, historyBytes } = settings.general;
    this.prune({ days: historyDays, bytes: historyBytes });
  }

  /** In pieces, so that others get their turn. */
  private prune(limits: Parameters<typeof pruneHistory>[1]): void {
    if (this.isClosed) return;
    this.parts.whenWritable(() => {
      const isMore = pruneHistory(this.parts.database, limits, Date.now());
      if (isMore) setImmediate(() => this.prune(limits));
      else this.listener.pruned();
    });
  }

  private pulse(): ReturnType<ConstructorParameters<typeof Heartbeat>[0]> {
    if (!this.parts.isWell()) return null;
    const { version, state, accounting, folders, alerts, intakeHold } = this.parts.snapshot();
    const isDegraded =
      intakeHold !== null ||
      alerts.some(({ level }) => level === 'problem') ||
      folders.some(({ health }) => health.mode === 'degraded' || health.mode === 'waitingForDrive');
    return { version, state, health: isDegraded ? 'degraded' : 'healthy', accounting };
  }
}
