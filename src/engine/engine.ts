import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { isInside } from '../base/safe-path';
import { inEnglish } from '../base/words/in-english';
import { speakAs } from '../base/words/speak-in-process';
import { engineApi } from '../shared/contract/engine-api';
import { CAUSES } from '../shared/errors/error-table';
import type { FilemillError } from '../shared/errors/filemill-error';
import type { Snapshot } from '../shared/model/engine';
import { LANES, laneSchema, type Trigger } from '../shared/model/file';
import type { FolderSettings } from '../shared/model/folder';
import type { HandoffSettings } from '../shared/model/handoff';
import type { GeneralSettings } from '../shared/model/settings';
import type { Port } from '../shared/rpc/port';
import { serve, type ServeOptions } from '../shared/rpc/serve';
import { serveControl } from './control-socket';
import type { FileCommands } from './file-commands';
import type { KnownFolder } from './folder-registry';
import { closeListings } from './answers/archive-listing';
import { freeLeftHolds } from './acting/hold-original';
import { engineHandlers } from './answers/handlers';
import { newJob, type Job } from './job';
import { furtherNotBegun, notBegun, type Reason } from './answers/not-begun';
import { takeSnapshot } from './answers/snapshot';
import { mustBeParked } from './stages/retire/retire';
import { LeftHolds } from './store/left-holds';
import { closeStore } from './store/open-store';
import { Mill } from './mill';

const causeSchema = z.enum(CAUSES);

/** The mill at work: started and ended, watched, told what to do, and shown. Knows no window and no terminal. */
export class Engine extends Mill {
  private control: { close(): Promise<void> } | null = null;

  async start(): Promise<void> {
    await this.speak();
    await this.passwords.load();
    await this.uploads.keys.load();
    for (const [at, words] of (await this.archiveActs.recover()).entries()) this.alerts.raise(`archives.unfinished.${at}`, 'problem', words);
    await this.rules.recover();
    this.inBackground('rules.locks', freeLeftHolds(new LeftHolds(this.database)));
    this.handoffs.recover();
    await this.undo.recover();
    this.admission.resume();
    this.parkQueue.add(this.leftToPark());
    if (this.options.watchConfigured) {
      this.settings.applyFolders(this.folders);
      this.rules.keeper.reconsider();
      this.settings.onEdited(() => this.inBackground('settings.follow', this.followSettings()));
    }
    if (this.settings.isPauseOver()) this.settings.setPaused(false);
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
    this.uploads.lane.start();
    this.vaultKeeper.start();
    this.handoffs.start();
    this.changed();
  }

  /** Failed files whose move an end of Filemill has prevented. */
  private leftToPark(): Job[] {
    const isHandoff = (path: string): boolean => this.handoffPlaces.takerAt(path) !== null;
    const wanting = this.folders.list().filter(({ path, settings }) => settings.moveFailed || this.handoffPlaces.list().some((place) => isInside(path, place.path) || isInside(place.path, path)));
    return wanting.flatMap(({ id, path, settings }) =>
      this.ledger.failedIn(id).map(({ error, ...facts }) => ({ ...newJob(facts, path, settings), error, isHandoff: isHandoff(join(path, facts.path)) })),
    ).filter((job) => mustBeParked(job, 'attention'));
  }

  /** Serves a window, the shell or the command line. */
  serve(port: Port, trigger: Trigger = 'manual', more: Pick<ServeOptions, 'within'> = {}): void {
    const served = serve(port, engineApi, engineHandlers(this, trigger), {
      onFault: (what, error) => this.log.error('call.fault', { what, error }),
      onClose: () => {
        this.announcer.remove(served);
        // A window, let go in the tray or closed.
        if (trigger === 'manual') this.pool.lookedAway();
      },
      ...more,
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
      pausedUntil: this.state === 'paused' ? this.settings.pausedUntil : null,
      folders: this.folders.list().map((record) => ({
        record,
        health: this.watching.healthOf(record),
        missing: this.missingIn(record.id),
      })),
      workers: { size: this.pool.size, busy: this.pool.busy, trouble: this.pool.trouble?.message ?? null },
      isWatcherRunning: this.watching.isRunning,
      uploads: this.uploads.view,
      running: [...this.uploads.running(), ...[...this.pipeline.running.values()].slice(0, 100).map(({ job, stage, label, fraction, worker }) => ({
        fileId: job.fileId,
        folderId: job.folderId,
        name: job.path.slice(job.path.lastIndexOf('/') + 1),
        stage,
        label,
        fraction,
        startedAt: Math.round(performance.timeOrigin + job.startedAt),
        worker,
      }))],
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
    if (!job) return this.uploads.reasonFor(fileId);
    const isFolderPaused = this.folders.find(job.folderId)?.settings.paused === true;
    return { sentence: notBegun({ ...paused, isFolderPaused, pausedLane: this.settings.lane(job.lane).paused ? job.lane : null }) };
  }

  get currentRevision(): number {
    return this.revision;
  }

  /** @param until when it ends by itself, by the wall clock; null: when somebody resumes it */
  pause(until: number | null = null): void {
    this.state = 'paused';
    this.settings.setPaused(true, until);
    this.pipeline.pause();
    this.changed();
  }

  resume(): void {
    this.state = 'running';
    this.settings.setPaused(false);
    this.pipeline.resume();
    this.rules.pump();
    this.uploads.lane.pump();
    this.changed();
  }

  protected override onTick(): void {
    if (this.state === 'paused' && this.settings.isPauseOver()) this.resume();
    super.onTick();
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

  /** Other places or expectations: folders in which other files are taken than before are watched anew. @param add a folder that is watched from now on */
  async updateHandoffs(handoffs: HandoffSettings, add?: () => KnownFolder): Promise<void> {
    this.settings.mustBeWritable();
    const before = new Map(this.handoffPlaces.list().map((place) => [place.path, JSON.stringify(place)]));
    const added = add?.();
    await this.updateSettings({ handoffs });
    this.handoffs.board.forget();
    const after = new Map(this.handoffPlaces.list().map((place) => [place.path, JSON.stringify(place)]));
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
    for (const folder of this.folders.list()) {
      if (folder.id === added?.id || (folder.configured && changed.some((path) => isInside(folder.path, path) || isInside(path, folder.path)))) await this.watch(folder);
    }
    this.handoffs.expectations.check();
    this.revise();
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

  /** Lets go of what only speeds up work, while there is none. */
  rest(): void {
    this.database.shrink();
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
    const ended = Promise.all([this.handoffs.close(), this.duplicates.close(), this.archiveActs.close(), this.rules.gathering.close()]);
    this.parkQueue.close();
    this.watching.close();
    this.admission.close();
    this.settings.close();
    const uploaded = this.uploads.lane.close();
    const drained = this.pipeline.close();
    this.pool.close();
    await drained;
    await uploaded;
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
    await this.speak();
    this.pool.resize(workers ?? availableParallelism());
    // A lane may go on again.
    this.admission.room.refill();
    this.pipeline.pump();
    this.caretaker.followSettings();
    this.uploads.lane.pump();
    await this.watching.setRescan(rescanSeconds * 1000);
    this.changed();
  }

  /** What is told from now on is told in the language of the settings; what is in the ledger stays as it was said. */
  private async speak(): Promise<void> {
    const { systemLocales } = this.options;
    if (systemLocales && (await speakAs(this.settings.general.language, systemLocales))) this.pool.renew();
  }

  private isSettled(): boolean {
    const watched = this.folders.list().filter(({ id }) => this.watching.isWatched(id));
    return (
      this.admission.isAtRest && this.pipeline.isAtRest && this.rules.isAtRest && this.parkQueue.size === 0 && watched.every(({ id }) => this.watching.isFirstScanDone(id))
    );
  }

  /** Without it the mill runs all the same; only other programs can't talk to it. */
  private async openControl(): Promise<{ close(): Promise<void> } | null> {
    try {
      // The command line is in English, whatever the window speaks.
      return await serveControl(this.options.dataFolder, (port) => this.serve(port, 'cli', { within: inEnglish }));
    } catch (error) {
      this.log.warn('control', { error });
      return null;
    }
  }
}
