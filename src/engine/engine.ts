import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openLog, type Log } from '../base/log';
import { engineApi, type EngineApi } from '../shared/contract/engine-api';
import type { SightingSource } from '../shared/contract/watch-api';
import { toErrorData, type ErrorData } from '../shared/errors/filemill-error';
import type { Snapshot } from '../shared/model/engine';
import type { FolderSettings } from '../shared/model/folder';
import type { GeneralSettings } from '../shared/model/settings';
import type { Handlers } from '../shared/rpc/define-api';
import type { Port } from '../shared/rpc/port';
import { serve, type Served } from '../shared/rpc/serve';
import { Alerts } from './alerts';
import { FolderRegistry, type KnownFolder } from './folder-registry';
import { engineHandlers } from './handlers';
import { newJob } from './job';
import { Pipeline } from './pipeline';
import { SettingsKeeper } from './config/settings-keeper';
import { takeSnapshot } from './snapshot';
import { Arrivals } from './stages/admit/arrivals';
import { Intake } from './stages/admit/intake';
import type { Database } from './store/database';
import { lockInstance, type InstanceLock } from './store/instance-lock';
import { Ledger, type JobFacts } from './store/ledger';
import { closeStore, openStore } from './store/open-store';
import { settledSince } from './store/file-rows';
import { Reports } from './store/reports';
import { backUpWhenDue } from './upkeep/back-up';
import { unwritable } from './store/unwritable';
import { Metrics } from './upkeep/metrics';
import { recover } from './upkeep/recover';
import { Watching } from './watching';
import type { ProcessHost } from './workers/process-host';
import { WorkerPool } from './workers/worker-pool';

/** Windows hear of changes at most so often. */
const SNAPSHOT_MS = 200;
/** Changes of one moment are told together. */
const GATHER_MS = 10;
/** And of the passing of time (rates, ages) while something is open. */
const CLOCK_MS = 1_000;
const BACKUP_CHECK_MS = 3_600_000;
/** Disk times older than this are trusted to mean that nobody writes the file any more. */
const OLD_ENOUGH_MS = 10_000;

export interface EngineOptions {
  dataFolder: string;
  version: string;
  /** Where `sample/` lies. */
  resourcesPath: string;
  host: ProcessHost;
  /** Watch the configured folders at once; the command line may name others instead. */
  watchConfigured: boolean;
}

/** The mill: store, intake, pipeline, workers and watcher, put together. Knows no window and no terminal. */
export class Engine {
  readonly database: Database;
  readonly folders: FolderRegistry;
  readonly reports: Reports;
  readonly pool: WorkerPool;
  readonly settings: SettingsKeeper;
  readonly alerts: Alerts;
  readonly watching: Watching;
  readonly dismissed = new Set<string>();
  private readonly ledger: Ledger;
  private readonly pipeline: Pipeline;
  private readonly intake: Intake;
  private readonly arrivals: Arrivals;
  private readonly metrics = new Metrics();
  private readonly log: Log;
  private readonly lock: InstanceLock;
  private readonly served = new Set<Served<EngineApi>>();
  private readonly events = new EventEmitter<{ settled: [jobIds: number[]]; changed: [] }>();
  private readonly handlers: Handlers<EngineApi>;
  private readonly timers: NodeJS.Timeout[] = [];
  private state: Snapshot['state'] = 'starting';
  private sequence = 0;
  private revision = 0;
  private settledToday = 0;
  private today = new Date().toDateString();
  private snapshotTimer: NodeJS.Timeout | null = null;
  private lastRate = 0;
  private isStoreFailing = false;
  private lastPublish = -Infinity;

  constructor(readonly options: EngineOptions) {
    const { dataFolder } = options;
    makeDataFolder(dataFolder);
    this.lock = lockInstance(dataFolder);
    this.log = openLog(join(dataFolder, 'logs', 'engine.log'));
    const opened = openStore(dataFolder);
    this.database = opened.database;
    this.alerts = new Alerts(() => this.changed());
    if (opened.recovery) this.tellRecovery(opened.recovery);
    this.ledger = new Ledger(this.database);
    this.reports = new Reports(this.database);
    this.folders = new FolderRegistry(this.database, dataFolder);
    this.settings = new SettingsKeeper(dataFolder, this.database, this.alerts, this.log);
    const lease = randomUUID();
    const recovered = recover(this.database, this.ledger, dataFolder, lease);
    if (recovered > 0) this.log.info('recovered', { jobs: recovered });
    this.pool = new WorkerPool(options.host, this.settings.general.workers ?? availableParallelism(), this.log);
    this.pipeline = new Pipeline(
      { database: this.database, ledger: this.ledger, reports: this.reports, pool: this.pool, log: this.log, dataFolder, lease },
      {
        settled: (jobs) => this.onSettled(jobs.map(({ jobId }) => jobId)),
        waiting: (facts, delayMs) => this.track(facts, 0, delayMs),
        changed: () => this.changed(),
        storeFailed: (error) => this.storeFailed(error),
      },
    );
    this.arrivals = new Arrivals({
      ready: ({ facts }) => this.onWhole(facts),
      changed: ({ facts }, reason) => this.noteWaiting(facts, reason, true),
      waiting: ({ facts }, reason) => this.noteWaiting(facts, reason, false),
      vanished: ({ facts }) => this.onVanished(facts),
    });
    this.intake = new Intake(this.database, this.ledger, (id) => this.folders.find(id), {
      arrived: (facts, source) => this.onArrived(facts, source),
      touched: (jobId, facts) => void this.arrivals.touch(jobId, facts),
      movedOn: (fileId) => this.pipeline.movedOn(fileId),
      dropped: (jobId) => this.arrivals.drop(jobId),
      settled: (jobIds) => this.onSettled(jobIds),
      overflowed: (folderId) => void this.watching.retell(folderId),
      failed: (error) => this.storeFailed(toErrorData(error)),
    });
    this.watching = new Watching(
      options.host,
      {
        sighted: (folderId, source, sightings) => {
          this.pool.warmUp();
          this.intake.accept(folderId, source, sightings);
          this.changed();
        },
        firstScanned: (folderId) => this.onFirstScanned(folderId),
        changed: () => this.changed(),
      },
      this.log,
    );
    this.settledToday = settledSince(this.database, new Date().setHours(0, 0, 0, 0));
    this.handlers = engineHandlers(this);
  }

  async start(): Promise<void> {
    for (const waiting of this.ledger.waiting()) {
      const delay = waiting.dueAt === null ? 0 : Math.max(0, waiting.dueAt - Date.now());
      this.track(waiting, 0, delay);
    }
    if (this.options.watchConfigured) {
      this.settings.applyFolders(this.folders);
      this.settings.onEdited(() => void this.followSettings());
    }
    const { isPaused } = this.settings;
    this.state = isPaused ? 'paused' : 'running';
    if (isPaused) this.pipeline.pause();
    await this.watching.start(this.settings.general.rescanSeconds * 1000);
    if (this.options.watchConfigured) {
      for (const folder of this.folders.list()) if (folder.configured) await this.watching.watch(folder);
    }
    this.timers.push(
      setInterval(() => this.tick(), CLOCK_MS),
      setInterval(() => this.backUp(), BACKUP_CHECK_MS),
    );
    for (const timer of this.timers) timer.unref();
    this.changed();
  }

  /** Serves a window, the shell or the command line. */
  serve(port: Port): void {
    const served = serve(port, engineApi, this.handlers, {
      onFault: (what, error) => this.log.error('call.fault', { what, error }),
      onClose: () => this.served.delete(served),
    });
    this.served.add(served);
  }

  snapshot(): Snapshot {
    return takeSnapshot({
      database: this.database,
      metrics: this.metrics,
      dataFolder: this.options.dataFolder,
      version: this.options.version,
      sequence: this.sequence,
      revision: this.revision,
      settingsRevision: this.settings.revision,
      state: this.state,
      folders: this.folders.list().map((record) => ({ record, health: this.watching.healthOf(record) })),
      workers: { size: this.pool.size, busy: this.pool.busy, trouble: this.pool.trouble?.message ?? null },
      isWatcherRunning: this.watching.isRunning,
      running: [...this.pipeline.running.values()].slice(0, 100).map(({ job, stage, label, fraction }) => ({
        fileId: job.fileId,
        folderId: job.folderId,
        name: job.path.slice(job.path.lastIndexOf('/') + 1),
        stage,
        label,
        fraction,
        startedAt: Date.now() - (performance.now() - job.startedAt),
      })),
      alerts: this.alerts.list(),
      dismissed: this.dismissed,
      settledToday: this.settledToday,
    });
  }

  get currentRevision(): number {
    return this.revision;
  }

  pause(): void {
    this.state = 'paused';
    this.settings.setPaused(true);
    this.pipeline.pause();
    this.changed();
  }

  resume(): void {
    this.state = 'running';
    this.settings.setPaused(false);
    this.pipeline.resume();
    this.changed();
  }

  async watch(folder: KnownFolder): Promise<void> {
    await this.watching.watch(folder);
    if (folder.configured) this.settings.keepFolders(this.folders);
    this.changed();
  }

  async updateSettings(patch: Partial<GeneralSettings>): Promise<GeneralSettings> {
    const general = this.settings.update(patch);
    await this.applyGeneral();
    return general;
  }

  /** Other settings for a folder: it is watched anew, and files that its filter had left out are judged again. */
  async updateFolder(id: number, patch: Partial<FolderSettings>): Promise<void> {
    await this.watch(this.folders.update(id, patch));
  }

  async removeFolder(id: number): Promise<void> {
    await this.watching.unwatch(id);
    for (const { jobId, folderId } of this.ledger.waiting()) if (folderId === id) this.arrivals.drop(jobId);
    this.folders.remove(id);
    this.settings.keepFolders(this.folders);
    this.revise();
  }

  retry(filter: Parameters<Ledger['retry']>[1]): number {
    const jobs = this.database.transaction((writer) => this.ledger.retry(writer, filter));
    for (const facts of jobs) {
      this.arrivals.drop(facts.jobId);
      this.track(facts, 0);
    }
    this.revise();
    return jobs.length;
  }

  /** Jobs that reached an end: done, needing attention, or ignored. */
  onSettledJobs(listener: (jobIds: number[]) => void): void {
    this.events.on('settled', listener);
  }

  /** Resolves when every file found so far has settled. Folders are those being watched. */
  whenSettled(): Promise<void> {
    return this.when(() => this.isSettled());
  }

  /** Resolves once `condition` holds; looked at whenever something has changed. */
  when(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        this.events.off('changed', look);
        resolve();
      };
      this.events.on('changed', look);
      look();
    });
  }

  async close(): Promise<void> {
    if (this.state === 'stopping') return;
    this.state = 'stopping';
    for (const timer of this.timers) clearInterval(timer);
    if (this.snapshotTimer) clearTimeout(this.snapshotTimer);
    this.watching.close();
    this.intake.close();
    this.arrivals.close();
    this.settings.close();
    const drained = this.pipeline.close();
    this.pool.close();
    await drained;
    for (const served of this.served) served.end();
    closeStore(this.database, this.options.dataFolder);
    this.log.close();
    this.lock.release();
  }

  /** Somebody edited the settings file by hand. */
  private async followSettings(): Promise<void> {
    const before = new Map(this.folders.list().map((folder) => [folder.id, JSON.stringify(folder.settings)]));
    this.settings.applyFolders(this.folders);
    await this.applyGeneral();
    for (const id of before.keys()) if (!this.folders.find(id)) await this.watching.unwatch(id);
    for (const folder of this.folders.list()) {
      if (folder.configured && before.get(folder.id) !== JSON.stringify(folder.settings)) await this.watching.watch(folder);
    }
    this.revise();
  }

  private async applyGeneral(): Promise<void> {
    const { workers, rescanSeconds } = this.settings.general;
    this.pool.resize(workers ?? availableParallelism());
    await this.watching.setRescan(rescanSeconds * 1000);
    this.changed();
  }

  private isSettled(): boolean {
    const watched = this.folders.list().filter((folder) => this.watching.healthOf(folder).label !== 'Not watched' && !folder.settings.paused);
    return (
      this.intake.size === 0 &&
      this.pipeline.isIdle &&
      this.arrivals.size === 0 &&
      watched.every(({ id }) => this.watching.isFirstScanDone(id))
    );
  }

  private onArrived(facts: JobFacts, source: SightingSource): void {
    const lastTouch = Math.max(facts.mtimeMs, facts.ctimeMs);
    const age = Date.now() - lastTouch;
    // Found by the first look at a folder: the disk's own times tell how long it has been quiet.
    const settledForMs = source === 'firstScan' && age > OLD_ENOUGH_MS ? age : 0;
    this.track(facts, settledForMs);
    this.revise();
  }

  private track(facts: JobFacts, settledForMs: number, delayMs = 0): void {
    const folder = this.folders.find(facts.folderId);
    if (!folder) return;
    const { mode } = this.watching.healthOf(folder);
    const isRemote = mode === 'polling' || mode === 'waitingForDrive';
    this.arrivals.add({ facts, root: folder.path, quietMs: folder.settings.quietMs, isRemote }, settledForMs, delayMs);
  }

  private onWhole(facts: JobFacts): void {
    const folder = this.folders.find(facts.folderId);
    if (!folder) return;
    this.pipeline.add(newJob(facts, folder.path, folder.settings));
  }

  /**
   * Notes that may be lost when the ledger can't be written: the disk is seen again, and so is the file. The user is
   * told, and the next write that works takes the notice back.
   */
  private whenWritable(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.log.error('ledger.note', { error });
      this.storeFailed(toErrorData(error));
    }
  }

  private storeFailed(error: ErrorData): void {
    this.isStoreFailing = true;
    this.alerts.raise('store', 'problem', error);
  }

  private onVanished(facts: JobFacts): void {
    this.whenWritable(() => this.recordVanished(facts));
  }

  private recordVanished(facts: JobFacts): void {
    const isIgnored = this.database.transaction((writer) => {
      this.ledger.markGone(writer, facts.fileId);
      return this.ledger.ignore(writer, facts.jobId, 'waiting', 'It was gone before it could be read.', Date.now());
    });
    if (isIgnored) this.onSettled([facts.jobId]);
  }

  private noteWaiting(facts: JobFacts, reason: string, isChanged: boolean): void {
    this.whenWritable(() =>
      this.database.transaction((writer) => {
        if (isChanged) this.ledger.updateWaiting(writer, facts.jobId, facts);
        this.ledger.setWaitingReason(writer, facts.jobId, reason, null);
      }),
    );
    this.revise();
  }

  private onFirstScanned(folderId: number): void {
    // Intake may still hold sightings of this very scan; they are existing files too.
    const finish = (): void => {
      if (this.intake.size > 0) {
        setTimeout(finish, SNAPSHOT_MS).unref();
        return;
      }
      this.whenWritable(() => {
        if (this.folders.find(folderId)?.ignoreExisting) this.folders.endExisting(folderId);
      });
      this.changed();
    };
    finish();
  }

  private onSettled(jobIds: number[]): void {
    if (this.isStoreFailing) {
      this.isStoreFailing = false;
      this.alerts.clear('store');
    }
    if (jobIds.length > 0) {
      this.metrics.count(jobIds.length);
      const today = new Date().toDateString();
      if (today !== this.today) this.settledToday = 0;
      this.today = today;
      this.settledToday += jobIds.length;
      this.events.emit('settled', jobIds);
    }
    this.revise();
  }

  /** A file changed: lists that show it ask again. */
  private revise(): void {
    this.revision += 1;
    this.changed();
  }

  private changed(): void {
    if (this.snapshotTimer || this.state === 'stopping') return;
    // At once after a quiet while, so that the first file shows without delay; then at most every 200 ms.
    const sinceLast = performance.now() - this.lastPublish;
    this.snapshotTimer = setTimeout(() => {
      this.snapshotTimer = null;
      this.publish();
    }, Math.max(GATHER_MS, SNAPSHOT_MS - sinceLast));
  }

  private publish(): void {
    this.lastPublish = performance.now();
    this.events.emit('changed');
    if (this.served.size === 0) return;
    this.sequence += 1;
    const snapshot = this.snapshot();
    for (const served of this.served) served.emit('snapshot.taken', snapshot);
  }

  /** Rates and ages move with time alone, but only while something is open or has just settled. */
  private tick(): void {
    const rate = this.metrics.filesPerSecond;
    const isMoving = !this.pipeline.isIdle || this.arrivals.size > 0 || rate > 0 || this.lastRate > 0;
    this.lastRate = rate;
    if (isMoving) this.changed();
  }

  private backUp(): void {
    if (!this.pipeline.isIdle) return;
    try {
      backUpWhenDue(this.database, this.options.dataFolder);
    } catch (error) {
      this.log.error('backup', { error });
      this.alerts.raise('backup', 'warning', {
        message: 'The daily copy of the ledger could not be written.',
        hint: 'Make room in the data folder; it is tried again within the hour.',
      });
    }
  }

  private tellRecovery(recovery: { from: 'backup' | 'nothing'; quarantine: string; reason: string }): void {
    this.log.error('store.damaged', { ...recovery });
    this.alerts.raise('store.damaged', 'problem', {
      message:
        recovery.from === 'backup'
          ? 'The ledger was damaged. It was replaced by its last good copy; newer files are read again.'
          : 'The ledger was damaged and had no copy. A new one was started; the files in your folders are read again.',
      hint: `Nothing was deleted: the damaged one lies at ${recovery.quarantine}.`,
    });
  }
}

function makeDataFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw unwritable(dataFolder, cause);
  }
}
