import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openLog, type Log } from '../base/log';
import { engineApi } from '../shared/contract/engine-api';
import { CAUSES } from '../shared/errors/error-table';
import { FilemillError, toErrorData, type ErrorData } from '../shared/errors/filemill-error';
import type { Snapshot } from '../shared/model/engine';
import { LANES, laneSchema, type Trigger } from '../shared/model/file';
import { laneOfKind } from '../processors/kit/lane';
import type { FolderSettings, OcrWish } from '../shared/model/folder';
import type { GeneralSettings } from '../shared/model/settings';
import type { Port } from '../shared/rpc/port';
import { serve } from '../shared/rpc/serve';
import type { ActionParts } from './acting/action-parts';
import { WriteThrough } from './actions/write-through';
import { Admission } from './admission';
import { ArchiveActs } from './archives/archive-acts';
import { ArchiveSources } from './archives/archive-sources';
import { Alerts, ledgerReplaced, missingFiles } from './alerts';
import { Announcer } from './announcer';
import { Caretaker } from './caretaker';
import { SettingsKeeper } from './config/settings-keeper';
import { serveControl } from './control-socket';
import { Duplicates } from './duplicates/duplicates';
import { FileCommands } from './file-commands';
import { FolderRegistry, type KnownFolder } from './folder-registry';
import { closeListings } from './answers/archive-listing';
import { engineHandlers } from './answers/handlers';
import { newJob, type Job } from './job';
import { Languages } from './languages';
import { FlowReader } from './flow/flow-reader';
import { Notices } from './notices/notices';
import { ParkQueue } from './park-queue';
import { Parking } from './parking';
import { Passwords } from './passwords';
import { Pipeline } from './pipeline';
import { jobOfFile } from './answers/file-detail';
import { furtherNotBegun, notBegun, type Reason } from './answers/not-begun';
import { takeSnapshot } from './answers/snapshot';
import { jobFor } from './stages/admit/intake';
import { planOcr, type OcrPlan } from './stages/process/ocr-plan';
import { mustBeParked } from './stages/retire/retire';
import type { Database } from './store/database';
import { lockInstance, type InstanceLock } from './store/instance-lock';
import { ARRIVING } from './store/job-facts';
import { Ledger } from './store/ledger';
import { Members } from './store/members';
import { closeStore, openStore } from './store/open-store';
import { RecognisedPages } from './store/recognised-pages';
import { OcrWishes } from './store/ocr-wishes';
import { Remedies } from './store/remedies';
import { Reports } from './store/reports';
import { RulesAtWork } from './rules-at-work';
import type { Effect } from './store/effects';
import { SettledToday } from './store/settled-today';
import { unwritable } from './store/unwritable';
import { Whereabouts } from './store/whereabouts';
import { Metrics } from './upkeep/metrics';
import { recover } from './upkeep/recover';
import { undoTag } from './tags/undo-tag';
import { Undo } from './undo/undo';
import { Vault } from './vault/vault';
import { VaultKeeper } from './vault/vault-keeper';
import { Watching } from './watching';
import type { ProcessHost } from './workers/process-host';
import { WorkerPool } from './workers/worker-pool';

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
  readonly members: Members;
  readonly recognisedPages: RecognisedPages;
  readonly passwords: Passwords;
  readonly languages: Languages;
  readonly pool: WorkerPool;
  readonly settings: SettingsKeeper;
  readonly alerts: Alerts;
  readonly watching: Watching;
  readonly commands: FileCommands;
  readonly duplicates: Duplicates;
  readonly archiveSources: ArchiveSources;
  readonly archiveActs: ArchiveActs;
  readonly rules: RulesAtWork;
  readonly notices: Notices;
  readonly flow: FlowReader;
  readonly vault: Vault;
  readonly vaultKeeper: VaultKeeper;
  readonly undo: Undo;
  readonly writeThrough: WriteThrough;
  readonly dismissed = new Set<string>();
  private readonly actionParts: ActionParts;
  private readonly ledger: Ledger;
  private readonly remedies: Remedies;
  private readonly ocrWishes: OcrWishes;
  private readonly whereabouts: Whereabouts;
  private readonly pipeline: Pipeline;
  private readonly admission: Admission;
  private readonly caretaker: Caretaker;
  private readonly parking: Parking;
  private readonly parkQueue = new ParkQueue((jobs) => {
    this.whenWritable(() => this.parking.park(jobs));
    this.revise();
  });
  private readonly announcer = new Announcer(() => this.snapshot());
  private readonly metrics = new Metrics();
  private readonly log: Log;
  private readonly lock: InstanceLock;
  private readonly events = new EventEmitter<{ settled: [jobIds: number[]]; broken: [error: FilemillError] }>();
  private control: { close(): Promise<void> } | null = null;
  private state: Snapshot['state'] = 'starting';
  private revision = 0;
  private readonly settledToday: SettledToday;
  private lastRate = 0;
  private isStoreFailing = false;

  constructor(readonly options: EngineOptions) {
    const { dataFolder } = options;
    makeDataFolder(dataFolder);
    this.lock = lockInstance(dataFolder);
    this.log = openLog(join(dataFolder, 'logs', 'engine.log'));
    const opened = this.open(dataFolder);
    this.database = opened.database;
    this.database.onDamaged = (error) => this.onDamaged(error);
    this.alerts = new Alerts(() => this.changed());
    if (opened.recovery) {
      this.log.error('store.damaged', { ...opened.recovery });
      this.alerts.raise('store.damaged', 'problem', ledgerReplaced(opened.recovery));
    }
    this.ledger = new Ledger(this.database);
    this.remedies = new Remedies(this.database);
    this.ocrWishes = new OcrWishes(this.database);
    this.whereabouts = new Whereabouts(this.database, this.ledger);
    this.reports = new Reports(this.database);
    this.members = new Members(this.database);
    this.recognisedPages = new RecognisedPages(this.database);
    this.passwords = new Passwords(this.database, options.host.secrets, this.log);
    this.languages = new Languages(join(dataFolder, 'languages'));
    this.folders = new FolderRegistry(this.database, dataFolder, () => this.outputs());
    this.settings = new SettingsKeeper(dataFolder, this.database, this.alerts, this.log);
    this.parking = new Parking(this.database, this.whereabouts, this.log);
    const lease = randomUUID();
    const recovered = recover(this.database, this.ledger, this.parking, dataFolder, lease);
    if (recovered > 0) this.log.info('recovered', { jobs: recovered });
    this.vault = new Vault({ dataFolder, secrets: options.host.secrets, settings: this.settings });
    this.writeThrough = new WriteThrough(this.database);
    this.notices = new Notices({ database: this.database, host: options.host, log: this.log, revised: () => this.revise() });
    this.rules = this.makeRules();
    this.flow = new FlowReader({ database: this.database, rules: () => this.rules.keeper.list().map(({ rule }) => rule), snapshot: () => this.snapshot() });
    this.pool = new WorkerPool(options.host, this.settings.general.workers ?? availableParallelism(), this.log);
    this.pipeline = this.makePipeline(lease);
    this.admission = this.makeAdmission();
    this.watching = new Watching(
      options.host,
      {
        firstScanBegins: (folderId) => this.admission.firstScanBegins(folderId),
        sighted: (folderId, source, sightings) => {
          this.pool.warmUp();
          this.admission.accept(folderId, source, sightings);
          this.changed();
        },
        scanned: (folderId, isFirst) => this.admission.scanned(folderId, isFirst),
        changed: () => this.changed(),
        troubled: (error) => {
          if (error) this.alerts.raise('watcher', 'problem', error);
          else this.alerts.clear('watcher');
        },
      },
      this.log,
    );
    this.caretaker = this.makeCaretaker();
    this.commands = new FileCommands({
      database: this.database,
      remedies: this.remedies,
      ocrWishes: this.ocrWishes,
      pipeline: this.pipeline,
      room: this.admission.room,
      parking: this.parking,
      settled: (jobIds) => this.onSettled(jobIds),
    });
    this.archiveSources = new ArchiveSources({
      pool: this.pool,
      scratchFolder: join(dataFolder, 'scratch'),
      passwords: () => this.passwords.texts(),
      limits: () => this.settings.general.archives,
      fileAt: (fileId) => jobOfFile(this.database, fileId),
    });
    const { database, pool, archiveSources: sources, log } = this;
    this.archiveActs = new ArchiveActs({ database, dataFolder, pool, sources, log }, () => this.changed());
    this.actionParts = this.makeActionParts();
    this.duplicates = this.makeDuplicates();
    this.duplicates.recover();
    this.vaultKeeper = new VaultKeeper({ database, effects: this.rules.effects, settings: this.settings, dataFolder, log });
    this.vault.makeRoom = (bytes) => this.vaultKeeper.makeRoom(bytes);
    this.undo = this.makeUndo();
    this.settledToday = new SettledToday(this.database);
  }

  private open(dataFolder: string): ReturnType<typeof openStore> {
    try {
      return openStore(dataFolder);
    } catch (error) {
      this.lock.release();
      throw error;
    }
  }

  /** What Filemill itself writes beside its data: no watched folder may hold it. */
  private outputs(): string[] {
    const { heartbeatFile } = this.settings.general;
    return heartbeatFile === null ? [] : [heartbeatFile];
  }

  private makeRules(): RulesAtWork {
    const { database, ledger, folders, settings, alerts, log } = this;
    return new RulesAtWork({
      database,
      ledger,
      folders,
      settings,
      alerts,
      log,
      dataFolder: this.options.dataFolder,
      duplicates: () => this.duplicates,
      mill: () => this.actionParts,
      canBegin: () => this.state === 'running' && this.caretaker.intakeHold === null,
      revised: () => this.revise(),
    });
  }

  /** What actions of rules need of the mill. */
  private makeActionParts(): ActionParts {
    const { database, ledger, whereabouts, reports, recognisedPages, folders, settings, pool, archiveActs, archiveSources, alerts, log, rules } = this;
    const { dataFolder, host } = this.options;
    return {
      database,
      ledger,
      whereabouts,
      effects: rules.effects,
      reports,
      recognisedPages,
      folders,
      settings,
      pool,
      host,
      archiveActs,
      archiveSources,
      alerts,
      vault: this.vault,
      writeThrough: this.writeThrough,
      notices: this.notices,
      gathering: rules.gathering,
      readingOf: (jobId) => this.pipeline.readingOf(jobId) ?? reports.ofJob(jobId),
      passwords: () => this.passwords.texts(),
      dataFolder,
      log,
      unseen: (paths, ino) => this.admission.ownMoves.hold(paths, ino),
      revised: () => this.revise(),
      settled: (jobIds) => this.onSettled(jobIds),
    };
  }

  private makePipeline(lease: string): Pipeline {
    const { database, ledger, reports, pool, log, rules } = this;
    return new Pipeline(
      {
        database,
        ledger,
        reports,
        members: this.members,
        ruleRuns: rules.runs,
        acting: {
          mill: () => this.actionParts,
          effects: rules.effects,
          commit: rules.commit,
          rules: rules.concerned,
          endLeft: () => this.recoverRules(),
          factsOf: (job, needs, inFlight) => rules.factsOfJob(job, needs, inFlight),
        },
        unpackLimits: () => this.settings.general.archives,
        minFreeBytes: () => this.settings.general.minFreeBytes,
        pool,
        log,
        dataFolder: this.options.dataFolder,
        lease,
        settingsOf: (id) => this.folders.find(id)?.settings,
        judge: (folderId, file) => {
          const folder = this.folders.find(folderId);
          return folder ? jobFor(folder.filter({ ...file, special: null })) : ARRIVING;
        },
        laneLimit: (lane) => this.settings.lane(lane),
        recognisedPages: this.recognisedPages,
        ocrOf: (job) => this.ocrFor(job.settings, this.ocrWishes.of(job.jobId)),
        passwords: () => this.passwords.texts(),
      },
      {
        settled: (jobs) => this.onWorkedOn(jobs),
        settledAlso: (jobIds) => this.onSettled(jobIds),
        vanished: (fileId) => this.admission.onVanished(fileId),
        refused: (jobIds) => this.onSettled(jobIds),
        toPark: (jobs) => this.parkQueue.add(jobs),
        waiting: (facts, delayMs) => this.admission.room.admit(facts, 0, delayMs),
        changed: () => this.changed(),
        revised: () => this.revise(),
        storeFailed: (error) => this.storeFailed(error),
      },
    );
  }

  /** What rules had begun, on a drive that is back. */
  private async recoverRules(): Promise<void> {
    const settled = await this.rules.recover();
    if (settled.length > 0) this.onSettled(settled);
  }

  /** How pages without text are read for a folder; null when they are not. */
  ocrFor(folder: Pick<FolderSettings, 'ocr'>, wish: OcrWish | null = null): OcrPlan | null {
    return planOcr(folder, this.settings.general, this.languages.folder, wish);
  }

  private makeAdmission(): Admission {
    const { database, ledger, whereabouts, folders, pipeline } = this;
    return new Admission(
      {
        database,
        ledger,
        whereabouts,
        folders,
        pipeline,
        finishMoves: () => {
          this.parking.recover();
          this.inBackground('rules.recover', this.recoverRules());
        },
        settingsFor: (folder) => this.rules.settingsFor(folder),
        pauses: () => ({
          folderIds: this.folders.list().filter(({ settings }) => settings.paused).map(({ id }) => id),
          lanes: LANES.filter((lane) => this.settings.lane(lane).paused),
        }),
        isRemote: (folder) => this.isRemote(folder),
        whenWritable: (write) => this.whenWritable(write),
      },
      {
        settled: (jobIds) => {
          this.onSettled(jobIds);
          this.rules.pump();
        },
        recordedGone: (writer, jobId, { id, path, settings }) => this.rules.gone.note(writer, jobId, { id, path, name: settings.name }),
        removed: (fileIds) => this.duplicates.removed(fileIds),
        returned: (fileId) => this.duplicates.returned([fileId]),
        revised: () => this.revise(),
        changed: () => this.changed(),
        overflowed: (folderId) => this.inBackground('retell', this.watching.retell(folderId)),
        storeFailed: (error) => this.storeFailed(error),
        missing: (folder, files) => this.alerts.raise(`missing-${folder.id}`, 'warning', missingFiles(folder.settings.name, files)),
        found: ({ id }) => this.alerts.clear(`missing-${id}`),
      },
    );
  }

  private makeDuplicates(): Duplicates {
    const { database, ledger, whereabouts, settings, folders, log } = this;
    return new Duplicates({
      database,
      ledger,
      whereabouts,
      settings,
      folders,
      log,
      dataFolder: this.options.dataFolder,
      ...(this.options.host.trash ? { trash: (path: string) => this.options.host.trash?.(path) ?? Promise.resolve() } : {}),
      isUndoing: () => this.undo.isUnderWay,
      isBusy: () => this.pipeline.isActing,
      revised: () => this.revise(),
      settled: (jobIds) => this.onSettled(jobIds),
    });
  }

  /** The way back of everything that was done to files. */
  private makeUndo(): Undo {
    const { database, ledger, whereabouts, vault, duplicates, archiveActs, log } = this;
    const { effects } = this.rules;
    const undoDisposal = (effect: Effect): Promise<void> => duplicates.undoDisposal(effect);
    return new Undo({
      database,
      effects,
      ledger,
      whereabouts,
      vault,
      log,
      others: {
        trash: undoDisposal,
        vault: undoDisposal,
        move: undoDisposal,
        hardlink: undoDisposal,
        extract: (effect) => archiveActs.undoExtract(effect),
        pack: (effect) => archiveActs.undoCreate(effect),
        tag: (effect) => undoTag(database, effect),
        gather: (effect) => this.rules.gathering.undo(effect),
        park: ({ fileId }) => {
          const obstacle = this.parking.unpark([fileId]).get(fileId);
          if (obstacle !== undefined) throw new FilemillError('effect.changed', obstacle);
        },
      },
      isBusyElsewhere: () => duplicates.isApplying,
      unseen: (paths, act) => this.admission.ownMoves.during(paths, act),
      dropped: (jobId) => this.admission.room.drop(jobId),
      ended: (undone) => {
        duplicates.followRestored(undone);
        this.revise();
      },
    });
  }

  private makeCaretaker(): Caretaker {
    const { database, remedies, reports, folders, settings, alerts, log } = this;
    return new Caretaker(
      {
        dataFolder: this.options.dataFolder,
        database,
        remedies,
        reports,
        folders,
        settings,
        alerts,
        log,
        snapshot: () => this.snapshot(),
        isIdle: () => this.pipeline.isAtRest,
        isWell: () => !this.isStoreFailing && this.watching.isRunning,
        whenWritable: (write) => this.whenWritable(write),
      },
      {
        ticked: () => this.onTick(),
        held: (reason) => {
          this.pipeline.hold(reason);
          this.admission.hold(reason !== null);
          this.rules.pump();
          this.changed();
        },
        cleared: (jobs) => {
          for (const facts of jobs) this.admission.room.admit(facts);
          this.revise();
        },
        pruned: () => this.revise(),
      },
    );
  }

  async start(): Promise<void> {
    await this.passwords.load();
    await this.archiveActs.recover();
    await this.rules.recover();
    await this.undo.recover();
    this.admission.resume();
    this.parkQueue.add(this.leftToPark());
    if (this.options.watchConfigured) {
      this.settings.applyFolders(this.folders);
      this.rules.keeper.reconsider();
      this.settings.onEdited(() => this.inBackground('settings.follow', this.followSettings()));
    }
    const { isPaused } = this.settings;
    this.state = isPaused ? 'paused' : 'running';
    if (isPaused) this.pipeline.pause();
    this.rules.pump();
    this.control = await this.openControl();
    await this.watching.start(this.settings.general.rescanSeconds * 1000);
    if (this.options.watchConfigured) {
      for (const folder of this.folders.list()) if (folder.configured) await this.watching.watch(folder);
    }
    this.caretaker.start();
    this.duplicates.start();
    this.vaultKeeper.start();
    this.changed();
  }

  /** Failed files whose move an end of Filemill has prevented. */
  private leftToPark(): Job[] {
    const wanting = this.folders.list().filter(({ settings }) => settings.moveFailed);
    return wanting.flatMap(({ id, path, settings }) =>
      this.ledger.failedIn(id).map(({ error, ...facts }) => ({ ...newJob(facts, path, settings), error })),
    ).filter((job) => mustBeParked(job, 'attention'));
  }

  /** Serves a window, the shell or the command line. */
  serve(port: Port, trigger: Trigger = 'manual'): void {
    const served = serve(port, engineApi, engineHandlers(this, trigger), {
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
        missing: this.missingIn(record.id),
      })),
      workers: { size: this.pool.size, busy: this.pool.busy, trouble: this.pool.trouble?.message ?? null },
      isWatcherRunning: this.watching.isRunning,
      running: [...this.pipeline.running.values()].slice(0, 100).map(({ job, stage, label, fraction, worker }) => ({
        fileId: job.fileId,
        folderId: job.folderId,
        name: job.path.slice(job.path.lastIndexOf('/') + 1),
        stage,
        label,
        fraction,
        startedAt: Math.round(performance.timeOrigin + job.startedAt),
        worker,
      })),
      alerts: this.alerts.list(),
      dismissed: this.dismissed,
      settledToday: this.settledToday.count,
      lanes: LANES.map((lane) => ({
        lane,
        active: this.pipeline.activeIn(lane),
        waiting: this.pipeline.readyIn(lane),
        ...this.settings.lane(lane),
      })),
      intakeHold: this.caretaker.intakeHold,
    });
  }

  /** Why a file that is whole, or its pages for OCR, are not begun yet; null for one that still has to become whole. */
  whyNotBegun(fileId: number): Reason | null {
    const paused = { isEnginePaused: this.state === 'paused', intakeHold: this.caretaker.intakeHold };
    if (this.pipeline.waitsForOcr(fileId)) {
      return furtherNotBegun('ocr', { ...paused, pausedLane: this.settings.lane('ocr').paused ? 'ocr' : null });
    }
    if (this.pipeline.waitsForRules(fileId)) return furtherNotBegun('rules', { ...paused, pausedLane: null });
    if (this.pipeline.waitsToBeLookedInto(fileId)) {
      return furtherNotBegun('lookInside', { ...paused, pausedLane: this.settings.lane('archives').paused ? 'archives' : null });
    }
    const job = this.pipeline.readyJob(fileId);
    if (!job) return null;
    const isFolderPaused = this.folders.find(job.folderId)?.settings.paused === true;
    return { sentence: notBegun({ ...paused, isFolderPaused, pausedLane: this.settings.lane(job.lane).paused ? job.lane : null }) };
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
    this.rules.pump();
    this.changed();
  }

  async watch(folder: KnownFolder): Promise<void> {
    this.rules.keeper.reconsider();
    await this.watching.watch(folder);
    if (folder.configured) this.settings.keepFolders(this.folders);
    // It may have been paused or removed before, or be allowed more at once now.
    this.admission.room.refill();
    this.pipeline.pump();
    this.changed();
  }

  async updateSettings(patch: Partial<GeneralSettings>): Promise<GeneralSettings> {
    const general = this.settings.update(patch);
    await this.applyGeneral();
    // What counts as blurry is among what lists are filtered by.
    if (patch.pictures) this.revise();
    return general;
  }

  /** Other settings for a folder: it is watched anew, and files that its filter had left out are judged again. */
  async updateFolder(id: number, patch: Partial<FolderSettings>): Promise<void> {
    this.settings.mustBeWritable();
    const { name } = this.folders.get(id).settings;
    const folder = this.folders.update(id, patch);
    if (folder.settings.name !== name) this.rules.keeper.renameFolder(name, folder.settings.name);
    await this.watch(folder);
  }

  async removeFolder(id: number): Promise<void> {
    this.settings.mustBeWritable();
    await this.watching.unwatch(id);
    for (const jobId of this.ledger.waitingIn(id)) this.admission.room.drop(jobId);
    this.folders.remove(id);
    this.settings.keepFolders(this.folders);
    this.revise();
  }

  /** The folder is the right one, and its files that are not found are gone. */
  async acceptMissing(id: number): Promise<number> {
    const count = await this.admission.departures.acceptMissing(this.folders.get(id));
    this.revise();
    return count;
  }

  missingIn(folderId: number): number {
    return this.admission.departures.missing(folderId);
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
      await this.updateSettings({ lanes: { ...lanes, [lane]: { ...this.settings.lane(lane), paused: false } } });
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
    this.announcer.stop();
    this.caretaker.close();
    this.vaultKeeper.close();
    this.notices.close();
    const ended = Promise.all([this.duplicates.close(), this.archiveActs.close(), this.rules.gathering.close()]);
    this.parkQueue.close();
    this.watching.close();
    this.admission.close();
    this.settings.close();
    const drained = this.pipeline.close();
    this.pool.close();
    await drained;
    await ended;
    await this.rules.close();
    closeListings(this);
    this.announcer.hangUp();
    await this.control?.close();
    try {
      closeStore(this.database, this.options.dataFolder);
    } finally {
      this.log.close();
      this.lock.release();
    }
  }

  /** Somebody edited the settings file by hand. */
  private async followSettings(): Promise<void> {
    const before = new Map(this.folders.list().map((folder) => [folder.id, JSON.stringify(folder.settings)]));
    const waiting = new Map([...before.keys()].map((id) => [id, this.ledger.waitingIn(id)]));
    this.settings.applyFolders(this.folders);
    this.rules.keeper.reconsider();
    await this.applyGeneral();
    for (const id of before.keys()) {
      if (this.folders.find(id)) continue;
      for (const jobId of waiting.get(id) ?? []) this.admission.room.drop(jobId);
      await this.watching.unwatch(id);
    }
    for (const folder of this.folders.list()) {
      if (folder.configured && before.get(folder.id) !== JSON.stringify(folder.settings)) await this.watching.watch(folder);
    }
    this.revise();
  }

  private async applyGeneral(): Promise<void> {
    const { workers, rescanSeconds } = this.settings.general;
    this.pool.resize(workers ?? availableParallelism());
    // A lane may go on again.
    this.admission.room.refill();
    this.pipeline.pump();
    this.caretaker.followSettings();
    await this.watching.setRescan(rescanSeconds * 1000);
    this.changed();
  }

  private isSettled(): boolean {
    const watched = this.folders.list().filter(({ id }) => this.watching.isWatched(id));
    return (
      this.admission.isAtRest && this.pipeline.isAtRest && this.rules.isAtRest && this.parkQueue.size === 0 && watched.every(({ id }) => this.watching.isFirstScanDone(id))
    );
  }

  private isRemote(folder: KnownFolder): boolean {
    const { mode } = this.watching.healthOf(folder);
    return mode === 'polling' || mode === 'waitingForDrive';
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

  /** Work that nobody waits for: what goes wrong is written down. */
  private inBackground(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => this.log.error(what, { error }));
  }

  private onDamaged(error: FilemillError): void {
    this.log.error('store.damaged', { error });
    this.pipeline.pause();
    this.admission.hold(true);
    this.events.emit('broken', error);
  }

  private storeFailed(error: ErrorData): void {
    this.isStoreFailing = true;
    this.alerts.raise('store', 'problem', error);
  }

  private onWorkedOn(jobs: Job[]): void {
    for (const job of jobs) {
      const lane = job.recognition ? laneOfKind(job.recognition.kind) : job.lane;
      this.metrics.noteFile(lane, job.error !== null, performance.now() - job.startedAt);
    }
    this.onSettled(jobs.map(({ jobId }) => jobId));
  }

  private onSettled(jobIds: number[]): void {
    if (this.isStoreFailing && !this.pipeline.isHeldBack) {
      this.isStoreFailing = false;
      this.alerts.clear('store');
    }
    if (jobIds.length > 0) {
      this.metrics.count(jobIds.length);
      this.settledToday.note(jobIds);
      this.duplicates.settled(jobIds);
      this.rules.gathering.jobsEnded();
      this.events.emit('settled', jobIds);
    }
    this.admission.room.refillWhenLow();
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
  private onTick(): void {
    this.whenWritable(() => this.admission.room.refillLater());
    const rate = this.metrics.filesPerSecond;
    const isMoving = !this.pipeline.isIdle || !this.admission.isAtRest || rate > 0 || this.lastRate > 0;
    this.lastRate = rate;
    if (isMoving) this.changed();
  }

  /** Without it the mill runs all the same; only other programs can't talk to it. */
  private async openControl(): Promise<{ close(): Promise<void> } | null> {
    try {
      return await serveControl(this.options.dataFolder, (port) => this.serve(port, 'cli'));
    } catch (error) {
      this.log.warn('control', { error });
      return null;
    }
  }
}

function makeDataFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw unwritable(dataFolder, cause);
  }
}
