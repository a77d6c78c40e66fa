import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openLog, type Log } from '../base/log';
import { engineApi, type EngineApi } from '../shared/contract/engine-api';
import type { SightingSource } from '../shared/contract/watch-api';
import { CAUSES } from '../shared/errors/error-table';
import { toErrorData, type ErrorData, type FilemillError } from '../shared/errors/filemill-error';
import type { Snapshot } from '../shared/model/engine';
import { LANES, laneSchema, type Trigger } from '../shared/model/file';
import { laneOfKind } from '../processors/kit/lane';
import type { FolderSettings } from '../shared/model/folder';
import type { GeneralSettings } from '../shared/model/settings';
import type { Handlers } from '../shared/rpc/define-api';
import type { Port } from '../shared/rpc/port';
import { serve } from '../shared/rpc/serve';
import { Alerts } from './alerts';
import { Announcer } from './announcer';
import { SettingsKeeper } from './config/settings-keeper';
import { serveControl } from './control-socket';
import { Departures } from './departures';
import { FileCommands } from './file-commands';
import { FolderRegistry, type KnownFolder } from './folder-registry';
import { engineHandlers } from './handlers';
import type { Job } from './job';
import { Parking } from './parking';
import { Pipeline } from './pipeline';
import { takeSnapshot } from './snapshot';
import { Intake } from './stages/admit/intake';
import type { Database } from './store/database';
import { startOfToday, settledSince } from './store/file-rows';
import { lockInstance, type InstanceLock } from './store/instance-lock';
import { Ledger, type JobFacts } from './store/ledger';
import { closeStore, openStore } from './store/open-store';
import { Reports } from './store/reports';
import { unwritable } from './store/unwritable';
import { backUpWhenDue } from './upkeep/back-up';
import { clearCauses } from './upkeep/clear-causes';
import { diskOf, shortage } from './upkeep/disk-room';
import { Heartbeat } from './upkeep/heartbeat';
import { Metrics } from './upkeep/metrics';
import { pruneHistory } from './upkeep/prune-history';
import { recover } from './upkeep/recover';
import { WaitingRoom } from './waiting-room';
import { Watching } from './watching';
import type { ProcessHost } from './workers/process-host';
import { WorkerPool } from './workers/worker-pool';

/** Rates, ages and the disk's room are looked at so often. */
const CLOCK_MS = 1_000;
const UPKEEP_MS = 3_600_000;
const CLEAR_CAUSES_MS = 30_000;
/** Sightings of a first scan may still be in the intake when it ends. */
const INTAKE_POLL_MS = 50;
/** Disk times older than this are trusted to mean that nobody writes the file any more. */
const OLD_ENOUGH_MS = 10_000;

const causeSchema = z.enum(CAUSES);

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
  readonly commands: FileCommands;
  readonly dismissed = new Set<string>();
  private readonly ledger: Ledger;
  private readonly pipeline: Pipeline;
  private readonly intake: Intake;
  private readonly room: WaitingRoom;
  private readonly departures: Departures;
  private readonly parking: Parking;
  private readonly heartbeat: Heartbeat;
  private readonly announcer = new Announcer(() => this.snapshot());
  private readonly metrics = new Metrics();
  private readonly log: Log;
  private readonly lock: InstanceLock;
  private readonly events = new EventEmitter<{ settled: [jobIds: number[]]; broken: [error: FilemillError] }>();
  private readonly handlers: Handlers<EngineApi>;
  private readonly timers: NodeJS.Timeout[] = [];
  private control: { close(): Promise<void> } | null = null;
  private state: Snapshot['state'] = 'starting';
  private revision = 0;
  private settledToday = 0;
  private today = new Date().toDateString();
  private lastRate = 0;
  private isStoreFailing = false;
  private intakeHold: string | null = null;
  private isClearing = false;

  constructor(readonly options: EngineOptions) {
    const { dataFolder } = options;
    makeDataFolder(dataFolder);
    this.lock = lockInstance(dataFolder);
    this.log = openLog(join(dataFolder, 'logs', 'engine.log'));
    const opened = openStore(dataFolder);
    this.database = opened.database;
    this.database.onDamaged = (error) => this.onDamaged(error);
    this.alerts = new Alerts(() => this.changed());
    if (opened.recovery) this.tellRecovery(opened.recovery);
    this.ledger = new Ledger(this.database);
    this.reports = new Reports(this.database);
    this.folders = new FolderRegistry(this.database, dataFolder, () => this.outputs());
    this.settings = new SettingsKeeper(dataFolder, this.database, this.alerts, this.log);
    this.parking = new Parking(this.database, this.ledger, this.log);
    const lease = randomUUID();
    const recovered = recover(this.database, this.ledger, this.parking, dataFolder, lease);
    if (recovered > 0) this.log.info('recovered', { jobs: recovered });
    this.pool = new WorkerPool(options.host, this.settings.general.workers ?? availableParallelism(), this.log);
    this.pipeline = this.makePipeline(lease);
    this.room = new WaitingRoom(
      {
        ledger: this.ledger,
        pipeline: this.pipeline,
        folderOf: (id) => this.folders.find(id),
        isRemote: (folder) => this.isRemote(folder),
      },
      {
        noted: (facts, reason, isChanged) => this.noteWaiting(facts, reason, isChanged),
        vanished: ({ fileId }) => this.onVanished(fileId),
      },
    );
    this.departures = new Departures(this.database, this.ledger, (id) => this.folders.find(id), {
      settled: (jobIds) => this.onSettled(jobIds),
      dropped: (jobId) => this.room.drop(jobId),
      missing: (folder, files) => this.tellMissing(folder, files),
      found: ({ id }) => this.alerts.clear(`missing-${id}`),
    }, (write) => this.whenWritable(write));
    this.intake = this.makeIntake();
    this.watching = new Watching(
      options.host,
      {
        firstScanBegins: (folderId) => this.intake.beginFirstScan(folderId),
        sighted: (folderId, source, sightings) => {
          this.pool.warmUp();
          this.intake.accept(folderId, source, sightings);
          this.changed();
        },
        scanned: (folderId, isFirst) => this.onScanned(folderId, isFirst),
        changed: () => this.changed(),
      },
      this.log,
    );
    this.heartbeat = new Heartbeat(
      () => this.pulse(),
      (trouble) => {
        if (trouble) this.alerts.raise('heartbeat', 'warning', trouble);
        else this.alerts.clear('heartbeat');
      },
    );
    this.commands = new FileCommands({
      database: this.database,
      ledger: this.ledger,
      pipeline: this.pipeline,
      room: this.room,
      parking: this.parking,
      settled: (jobIds) => this.onSettled(jobIds),
    });
    this.settledToday = settledSince(this.database, startOfToday());
    this.handlers = engineHandlers(this);
  }

  /** What Filemill itself writes beside its data: no watched folder may hold it. */
  private outputs(): string[] {
    const { heartbeatFile } = this.settings.general;
    return heartbeatFile === null ? [] : [heartbeatFile];
  }

  private makePipeline(lease: string): Pipeline {
    const { database, ledger, reports, pool, log } = this;
    return new Pipeline(
      {
        database,
        ledger,
        reports,
        pool,
        log,
        dataFolder: this.options.dataFolder,
        lease,
        settingsOf: (id) => this.folders.find(id)?.settings,
        laneLimit: (lane) => this.settings.general.lanes[lane] ?? { concurrency: null, paused: false },
      },
      {
        settled: (jobs) => this.onWorkedOn(jobs),
        toPark: (jobs) => this.whenWritable(() => this.parking.park(jobs)),
        waiting: (facts, delayMs) => this.room.admit(facts, 0, delayMs),
        changed: () => this.changed(),
        storeFailed: (error) => this.storeFailed(error),
      },
    );
  }

  private makeIntake(): Intake {
    return new Intake(this.database, this.ledger, (id) => this.folders.find(id), {
      arrived: (facts, source, delayMs) => this.onArrived(facts, source, delayMs),
      touched: (jobId, version) => this.room.touch(jobId, version),
      movedOn: (fileId) => this.pipeline.movedOn(fileId),
      dropped: (jobId) => this.room.drop(jobId),
      departed: (fileId) => this.departures.note(fileId),
      returned: (fileId) => this.departures.returned(fileId),
      stillThere: (known) => {
        const folder = this.folders.find(known.folderId);
        return folder !== undefined && (this.isRemote(folder) || this.departures.stillThere(known));
      },
      settled: (jobIds) => this.onSettled(jobIds),
      overflowed: (folderId) => void this.watching.retell(folderId),
      failed: (error) => this.storeFailed(toErrorData(error)),
    });
  }

  async start(): Promise<void> {
    this.room.refill();
    this.departures.resume();
    if (this.options.watchConfigured) {
      this.settings.applyFolders(this.folders);
      this.settings.onEdited(() => void this.followSettings());
    }
    const { isPaused } = this.settings;
    this.state = isPaused ? 'paused' : 'running';
    if (isPaused) this.pipeline.pause();
    this.control = await this.openControl();
    await this.watching.start(this.settings.general.rescanSeconds * 1000);
    if (this.options.watchConfigured) {
      for (const folder of this.folders.list()) if (folder.configured) await this.watching.watch(folder);
    }
    this.followHeartbeat();
    this.timers.push(
      setInterval(() => this.tick(), CLOCK_MS),
      setInterval(() => this.upkeep(), UPKEEP_MS),
      setInterval(() => void this.clearCauses(), CLEAR_CAUSES_MS),
    );
    for (const timer of this.timers) timer.unref();
    this.changed();
  }

  /** Serves a window, the shell or the command line. */
  serve(port: Port): void {
    const served = serve(port, engineApi, this.handlers, {
      onFault: (what, error) => this.log.error('call.fault', { what, error }),
      onClose: () => this.announcer.remove(served),
    });
    this.announcer.add(served);
  }

  snapshot(): Snapshot {
    return takeSnapshot({
      database: this.database,
      metrics: this.metrics,
      dataFolder: this.options.dataFolder,
      version: this.options.version,
      sequence: this.announcer.sequence,
      revision: this.revision,
      settingsRevision: this.settings.revision,
      state: this.state,
      folders: this.folders.list().map((record) => ({
        record,
        health: this.watching.healthOf(record),
        missing: this.departures.missing(record.id),
      })),
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
      lanes: LANES.map((lane) => ({
        lane,
        active: this.pipeline.activeIn(lane),
        waiting: this.pipeline.readyIn(lane),
        ...(this.settings.general.lanes[lane] ?? { concurrency: null, paused: false }),
      })),
      intakeHold: this.intakeHold,
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
    // It may have been paused before, or be allowed more at once now.
    this.pipeline.pump();
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
    for (const jobId of this.ledger.waitingIn(id)) this.room.drop(jobId);
    this.folders.remove(id);
    this.settings.keepFolders(this.folders);
    this.revise();
  }

  /** The folder is the right one, and its files that are not found are gone. */
  async acceptMissing(id: number): Promise<number> {
    const count = await this.departures.acceptMissing(this.folders.get(id));
    this.revise();
    return count;
  }

  missingIn(folderId: number): number {
    return this.departures.missing(folderId);
  }

  retry(filter: Parameters<FileCommands['retry']>[0], trigger: Trigger = 'manual'): number {
    const count = this.commands.retry(filter, trigger);
    this.revise();
    return count;
  }

  /** Does what a suggestion that is shown suggests; one that no longer holds is left alone. */
  async applySuggestion(id: string): Promise<void> {
    const action = this.snapshot().suggestions.find((suggestion) => suggestion.id === id)?.action;
    if (action?.kind === 'setWorkers') await this.updateSettings({ workers: Number(action.value) });
    else if (action?.kind === 'retryCause') this.retry({ cause: causeSchema.parse(action.value) });
    else if (action?.kind === 'resumeLane') {
      const lane = laneSchema.parse(action.value);
      const { lanes } = this.settings.general;
      await this.updateSettings({ lanes: { ...lanes, [lane]: { concurrency: lanes[lane]?.concurrency ?? null, paused: false } } });
    }
  }

  /** Jobs that reached an end: done, needing attention, or ignored. */
  onSettledJobs(listener: (jobIds: number[]) => void): void {
    this.events.on('settled', listener);
  }

  /** The ledger turned out to be damaged: this engine can't go on, the next one puts it aside. */
  onBroken(listener: (error: FilemillError) => void): void {
    this.events.on('broken', listener);
  }

  /** Resolves when every file found so far has settled. Folders are those being watched. */
  whenSettled(): Promise<void> {
    return this.when(() => this.isSettled());
  }

  /** Resolves once `condition` holds; looked at whenever something has changed. */
  when(condition: () => boolean): Promise<void> {
    return this.announcer.when(condition);
  }

  async close(): Promise<void> {
    if (this.state === 'stopping') return;
    this.state = 'stopping';
    for (const timer of this.timers) clearInterval(timer);
    this.announcer.stop();
    this.heartbeat.close();
    this.watching.close();
    this.intake.close();
    this.room.close();
    this.departures.close();
    this.settings.close();
    const drained = this.pipeline.close();
    this.pool.close();
    await drained;
    this.announcer.hangUp();
    await this.control?.close();
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
    this.pipeline.pump();
    this.followHeartbeat();
    await this.watching.setRescan(rescanSeconds * 1000);
    this.changed();
  }

  private followHeartbeat(): void {
    this.heartbeat.follow(
      this.settings.general.heartbeatFile,
      this.folders.list().map(({ path }) => path),
    );
  }

  private isSettled(): boolean {
    const watched = this.folders.list().filter((folder) => this.watching.healthOf(folder).label !== 'Not watched' && !folder.settings.paused);
    return (
      this.intake.size === 0 &&
      this.pipeline.isIdle &&
      this.room.isEmpty &&
      this.departures.size === 0 &&
      watched.every(({ id }) => this.watching.isFirstScanDone(id) && !this.scanEnds.has(id))
    );
  }

  private isRemote(folder: KnownFolder): boolean {
    const { mode } = this.watching.healthOf(folder);
    return mode === 'polling' || mode === 'waitingForDrive';
  }

  private onArrived(facts: JobFacts, source: SightingSource, delayMs: number): void {
    const lastTouch = Math.max(facts.mtimeMs, facts.ctimeMs);
    const age = Date.now() - lastTouch;
    // Found by the first look at a folder: the disk's own times tell how long it has been quiet.
    const settledForMs = source === 'firstScan' && age > OLD_ENOUGH_MS ? age : 0;
    this.room.admit(facts, settledForMs, delayMs);
    this.revise();
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

  private onDamaged(error: FilemillError): void {
    this.log.error('store.damaged', { error });
    this.pipeline.pause();
    this.intake.hold(true);
    this.events.emit('broken', error);
  }

  private storeFailed(error: ErrorData): void {
    this.isStoreFailing = true;
    this.alerts.raise('store', 'problem', error);
  }

  /** Seen before the watcher told of it: it may turn up under another name. */
  private onVanished(fileId: number): void {
    this.whenWritable(() => {
      this.database.transaction((writer) => this.ledger.markGone(writer, fileId, Date.now()));
      this.departures.note(fileId);
    });
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

  /** First scans that are over but whose sightings are not all recorded yet. */
  private readonly scanEnds = new Set<number>();

  private onScanned(folderId: number, isFirst: boolean): void {
    if (isFirst) this.scanEnds.add(folderId);
    const finish = (): void => {
      if (this.state === 'stopping') return;
      if (this.intake.size > 0) setTimeout(finish, INTAKE_POLL_MS).unref();
      else void this.endScan(folderId, isFirst);
    };
    finish();
  }

  private async endScan(folderId: number, isFirst: boolean): Promise<void> {
    const folder = this.folders.find(folderId);
    if (!folder) {
      this.scanEnds.delete(folderId);
      return;
    }
    if (!isFirst) {
      await this.departures.reconsider(folder);
      return;
    }
    this.whenWritable(() => {
      if (folder.ignoreExisting) this.folders.endExisting(folderId);
    });
    await this.departures.reconcile(folder, this.intake.endFirstScan(folderId));
    this.scanEnds.delete(folderId);
    this.changed();
  }

  private onWorkedOn(jobs: Job[]): void {
    for (const job of jobs) {
      const lane = job.recognition ? laneOfKind(job.recognition.kind) : job.lane;
      this.metrics.noteFile(lane, job.error !== null, performance.now() - job.startedAt);
    }
    this.onSettled(jobs.map(({ jobId }) => jobId));
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
    this.room.refillWhenLow();
    this.revise();
  }

  /** A file changed: lists that show it ask again. */
  revise(): void {
    this.revision += 1;
    this.changed();
  }

  private changed(): void {
    this.announcer.changed();
  }

  /** Rates and ages move with time alone, but only while something is open or has just settled. */
  private tick(): void {
    this.lookAtDisk();
    const rate = this.metrics.filesPerSecond;
    const isMoving = !this.pipeline.isIdle || !this.room.isEmpty || rate > 0 || this.lastRate > 0;
    this.lastRate = rate;
    if (isMoving) this.changed();
  }

  private lookAtDisk(): void {
    const reason = shortage(diskOf(this.options.dataFolder), this.settings.general.minFreeBytes, this.intakeHold !== null);
    // The figures in the sentence move all the time; the state is what counts.
    if ((reason === null) === (this.intakeHold === null)) return;
    this.intakeHold = reason;
    this.pipeline.hold(reason);
    this.intake.hold(reason !== null);
    if (reason === null) this.log.info('disk.room');
    else this.log.warn('disk.nearlyFull', { reason });
    this.changed();
  }

  private async clearCauses(): Promise<void> {
    if (this.isClearing || this.state !== 'running') return;
    this.isClearing = true;
    try {
      const cleared = await clearCauses(this.database, this.ledger, (id) => this.folders.find(id)?.path, Date.now());
      for (const facts of cleared) this.room.admit(facts);
      if (cleared.length > 0) this.revise();
    } catch (error) {
      this.log.error('clearCauses', { error });
    } finally {
      this.isClearing = false;
    }
  }

  /** The daily copy and the end of old history, when nothing else is to be done. */
  private upkeep(): void {
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
    const { historyDays, historyBytes } = this.settings.general;
    const limits = { days: historyDays, bytes: historyBytes };
    const prune = (): void => {
      this.whenWritable(() => {
        const isMore = pruneHistory(this.database, limits, Date.now());
        this.revise();
        if (isMore && this.state !== 'stopping') setImmediate(prune);
      });
    };
    prune();
  }

  private pulse(): ReturnType<ConstructorParameters<typeof Heartbeat>[0]> {
    const { version, state, accounting, folders, alerts, intakeHold } = this.snapshot();
    if (this.isStoreFailing || !this.watching.isRunning) return null;
    const isDegraded =
      intakeHold !== null ||
      alerts.some(({ level }) => level === 'problem') ||
      folders.some(({ health }) => health.mode === 'degraded' || health.mode === 'waitingForDrive');
    return { version, state, health: isDegraded ? 'degraded' : 'healthy', accounting };
  }

  /** Without it the mill runs all the same; only other programs can't talk to it. */
  private async openControl(): Promise<{ close(): Promise<void> } | null> {
    try {
      return await serveControl(this.options.dataFolder, (port) => this.serve(port));
    } catch (error) {
      this.log.warn('control', { error });
      return null;
    }
  }

  private tellMissing(folder: KnownFolder, files: number): void {
    this.alerts.raise(`missing-${folder.id}`, 'warning', {
      message: `${folder.settings.name}: none of the ${files.toLocaleString('en')} files that were here is found, and the folder is another one than before.`,
      hint: 'Perhaps its drive is not connected. No file counts as deleted until you say so on the Folders screen.',
    });
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
