import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openLog, type Log } from '../base/log';
import { FilemillError, toErrorData, type ErrorData } from '../shared/errors/filemill-error';
import type { Snapshot } from '../shared/model/engine';
import { LANES } from '../shared/model/file';
import { laneOfKind } from '../processors/kit/lane';
import type { FolderSettings, OcrWish } from '../shared/model/folder';
import type { ActionParts } from './acting/action-parts';
import { WriteThrough } from './actions/write-through';
import { Admission } from './admission';
import { ArchiveActs } from './archives/archive-acts';
import { ArchiveSources } from './archives/archive-sources';
import { wakeParts } from './archives/wake-parts';
import { Alerts, ledgerReplaced, missingFiles } from './alerts';
import { Announcer } from './announcer';
import { Caretaker } from './caretaker';
import { SettingsKeeper } from './config/settings-keeper';
import { Duplicates } from './duplicates/duplicates';
import { FileCommands } from './file-commands';
import { FolderRegistry, type KnownFolder } from './folder-registry';
import { type Job } from './job';
import { HandoffPlaces } from './handoff/places';
import { FarLooks } from './handoff/board/far-looks';
import { Reach } from './handoff/reach';
import { Consumer } from './handoff/taking/consumer';
import { handOffFolders } from './handoff/hand-off-folders';
import { HandoffsAtWork } from './handoffs-at-work';
import { Languages } from './languages';
import { FlowReader } from './flow/flow-reader';
import { Notices } from './notices/notices';
import { ParkQueue } from './park-queue';
import { Parking } from './parking';
import { Passwords } from './passwords';
import { Pipeline } from './pipeline';
import { jobOfFile } from './answers/file-detail';
import { jobFor } from './stages/admit/intake';
import { planOcr, type OcrPlan } from './stages/process/ocr-plan';
import type { Database } from './store/database';
import { lockInstance, type InstanceLock } from './store/instance-lock';
import { arriving } from './store/job-facts';
import { Ledger } from './store/ledger';
import { Members } from './store/members';
import { openStore } from './store/open-store';
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
import { UploadsAtWork } from './uploads-at-work';
import { Vault } from './vault/vault';
import { VaultKeeper } from './vault/vault-keeper';
import { Watching } from './watching';
import type { ProcessHost } from './workers/process-host';
import { WorkerPool } from './workers/worker-pool';

export interface EngineOptions {
  dataFolder: string;
  version: string;
  /** Where `sample/` lies. */
  resourcesPath: string;
  host: ProcessHost;
  /** The built program of the thread that looks at hand-offs on shares; without it the engine does. */
  farLooker?: string;
  /** Watch the configured folders at once; the command line may name others instead. */
  watchConfigured: boolean;
  /** As BCP 47 tags, the preferred first, for the language of the settings; without them English is spoken, as the command line does. */
  systemLocales?: readonly string[];
}

/**
 * The parts of the mill, and which tells which of what: a new part is a field, a line here, and its place among the parts of those
 * that need it. What the mill does as a whole is the engine's.
 */
export abstract class Mill {
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
  readonly uploads: UploadsAtWork;
  readonly writeThrough: WriteThrough;
  readonly handoffPlaces = new HandoffPlaces(() => this.settings.general.handoffs);
  readonly dismissed = new Set<string>();
  readonly handoffs: HandoffsAtWork;
  protected readonly actionParts: ActionParts;
  protected readonly reach = new Reach();
  protected readonly consumer = new Consumer(this.handoffPlaces, this.reach);
  protected readonly ledger: Ledger;
  protected readonly remedies: Remedies;
  protected readonly ocrWishes: OcrWishes;
  protected readonly whereabouts: Whereabouts;
  protected readonly pipeline: Pipeline;
  protected readonly admission: Admission;
  protected readonly caretaker: Caretaker;
  protected readonly parking: Parking;
  protected readonly parkQueue = new ParkQueue((jobs) => {
    this.whenWritable(() => this.parking.park(jobs));
    this.revise();
  });
  protected readonly announcer = new Announcer(() => this.snapshot());
  protected readonly metrics = new Metrics();
  protected readonly log: Log;
  protected readonly lock: InstanceLock;
  protected readonly events = new EventEmitter<{ settled: [jobIds: number[]]; broken: [error: FilemillError] }>();
  protected state: Snapshot['state'] = 'starting';
  protected revision = 0;
  protected readonly settledToday: SettledToday;
  private lastRate = 0;
  protected isStoreFailing = false;

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
    this.folders = new FolderRegistry(this.database, dataFolder, () => this.outputs(), (root, path) => this.handoffPlaces.companionIn(root, path));
    this.settings = new SettingsKeeper(dataFolder, this.database, this.alerts, this.log);
    this.parking = new Parking(this.database, this.whereabouts, this.log, (paths, ino) => this.admission.ownMoves.hold(paths, ino));
    const lease = randomUUID();
    const jobs = recover(this.database, this.ledger, this.parking, dataFolder, lease);
    if (jobs > 0) this.log.info('recovered', { jobs });
    this.vault = new Vault({ dataFolder, secrets: options.host.secrets, settings: this.settings });
    this.writeThrough = new WriteThrough(this.database);
    this.notices = new Notices({ database: this.database, host: options.host, log: this.log, revised: () => this.revise() });
    this.rules = this.makeRules();
    this.uploads = this.makeUploads();
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
    const { database, pool, vault, archiveSources: sources, log } = this;
    this.archiveActs = new ArchiveActs({ database, dataFolder, vault, pool, sources, log, watched: () => this.folders.list().map(({ path }) => path) }, () => this.changed());
    this.actionParts = this.makeActionParts();
    this.duplicates = this.makeDuplicates();
    this.duplicates.recover();
    this.vaultKeeper = new VaultKeeper({ database, effects: this.rules.effects, settings: this.settings, dataFolder, log });
    this.vault.makeRoom = (bytes) => this.vaultKeeper.makeRoom(bytes);
    this.handoffs = this.makeHandoffs(options.farLooker);
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
      ocrWishes: this.ocrWishes,
      admit: (facts, settledForMs) => this.admission.room.admit(facts, settledForMs),
      dropped: (jobId) => this.admission.room.drop(jobId),
      duplicates: () => this.duplicates,
      mill: () => this.actionParts,
      canBegin: () => this.state === 'running' && this.caretaker.intakeHold === null,
      revised: () => this.revise(),
    });
  }

  private makeUploads(): UploadsAtWork {
    const { database, ledger, settings, log } = this;
    const { dataFolder, host } = this.options;
    return new UploadsAtWork({
      database,
      ledger,
      effects: this.rules.effects,
      settings,
      secrets: host.secrets,
      dataFolder,
      log,
      room: () => this.admission.room,
      canBegin: () => this.state === 'running',
      changed: () => this.changed(),
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
      uploads: this.uploads.lane,
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
          orders: rules.orders,
          endLeft: () => this.recoverRules(),
          consumer: this.consumer,
          factsOf: (job, needs) => rules.factsOfJob(job, needs),
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
          return folder ? jobFor(folder.filter({ ...file, special: null })) : arriving();
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
        waiting: (facts, delayMs) => this.admission.room.admit(facts, 0, this.uploads.delayOf(facts.jobId, delayMs)),
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
        settingsFor: (folder, jobId) => this.rules.settingsFor(folder, jobId),
        gateOf: (path) => this.consumer.gateOf(path),
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
      isBusy: () => this.pipeline.isPressed,
      revised: () => this.revise(),
      settled: (jobIds) => this.onSettled(jobIds),
    });
  }

  private makeHandoffs(farLooker?: string): HandoffsAtWork {
    const { database, ledger, folders, alerts, notices, vault, log, rules, handoffPlaces: places } = this;
    return new HandoffsAtWork({
      database,
      ledger,
      effects: rules.effects,
      folders,
      alerts,
      notices,
      vault,
      log,
      places,
      reach: this.reach,
      farLooks: farLooker === undefined ? null : new FarLooks(farLooker),
      settings: () => this.settings.general.handoffs,
      outputs: () => handOffFolders(rules.keeper.list().map(({ rule }) => rule)),
      readAgain: (fileIds, trigger) => this.commands.lookAgain(fileIds, trigger),
      unseen: (paths, act) => this.admission.ownMoves.during(paths, act),
      revised: () => this.revise(),
      changed: () => this.changed(),
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
        upload: (effect) => this.uploads.undo(effect),
        pair: (effect) => this.handoffs.deeds.undo(effect),
        sweep: (effect) => this.handoffs.sweeps.undo(effect),
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

  missingIn(folderId: number): number {
    return this.admission.departures.missing(folderId);
  }

  protected isRemote(folder: KnownFolder): boolean {
    const { mode } = this.watching.healthOf(folder);
    return mode === 'polling' || mode === 'waitingForDrive';
  }

  /**
   * Notes that may be lost when the ledger can't be written: the disk is seen again, and so is the file. The user is
   * told, and the next write that works takes the notice back.
   */
  protected whenWritable(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.log.error('ledger.note', { error });
      this.storeFailed(toErrorData(error));
    }
  }

  /** Work that nobody waits for: what goes wrong is written down. */
  protected inBackground(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => this.log.error(what, { error }));
  }

  protected onDamaged(error: FilemillError): void {
    this.log.error('store.damaged', { error });
    this.pipeline.pause();
    this.admission.hold(true);
    this.events.emit('broken', error);
  }

  protected storeFailed(error: ErrorData): void {
    this.isStoreFailing = true;
    this.alerts.raise('store', 'problem', error);
  }

  private onWorkedOn(jobs: Job[]): void {
    for (const job of jobs) {
      const lane = job.recognition ? laneOfKind(job.recognition.kind) : job.lane;
      this.metrics.noteFile(lane, job.error !== null, performance.now() - job.startedAt);
    }
    this.onSettled(jobs.map(({ jobId }) => jobId));
    this.whenWritable(() => {
      for (const facts of wakeParts(this.database, this.remedies, jobs)) this.admission.room.admit(facts);
    });
  }

  protected onSettled(jobIds: number[]): void {
    if (this.isStoreFailing && !this.pipeline.isHeldBack) {
      this.isStoreFailing = false;
      this.alerts.clear('store');
    }
    if (jobIds.length > 0) {
      this.metrics.count(jobIds.length);
      this.settledToday.note(jobIds);
      this.duplicates.settled(jobIds);
      this.events.emit('settled', jobIds);
    }
    // Also when a file had only been touched: its version before counts again, and nothing is told as settled.
    this.rules.gathering.jobsEnded();
    this.uploads.lane.jobsEnded(jobIds);
    this.admission.room.refillWhenLow();
    this.revise();
  }

  /** A file changed: lists that show it ask again. */
  revise(): void {
    this.revision += 1;
    this.changed();
  }

  protected changed(): void {
    this.announcer.changed();
  }

  /** Rates and ages move with time alone, but only while something is open or has just settled. */
  protected onTick(): void {
    // That nothing waits any more is news, too.
    const wasAtRest = this.admission.isAtRest;
    this.whenWritable(() => this.admission.room.refillLater());
    const rate = this.metrics.filesPerSecond;
    const isMoving = !this.pipeline.isIdle || !wasAtRest || !this.admission.isAtRest || rate > 0 || this.lastRate > 0;
    this.lastRate = rate;
    if (isMoving) this.changed();
  }

  /** All that a window shows of the mill at one instant. */
  abstract snapshot(): Snapshot;
}

function makeDataFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw unwritable(dataFolder, cause);
  }
}
