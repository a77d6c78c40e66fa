import { ageOf } from '../base/age';
import type { Sighting, SightingSource } from '../shared/contract/watch-api';
import { toErrorData, type ErrorData } from '../shared/errors/filemill-error';
import { Departures } from './departures';
import type { FolderRegistry, KnownFolder } from './folder-registry';
import type { Pipeline } from './pipeline';
import type { Gate } from './stages/admit/arrivals';
import { Intake } from './stages/admit/intake';
import type { OwnMoves } from './stages/admit/own-moves';
import type { FolderSettings } from '../shared/model/folder';
import type { Database, Writer } from './store/database';
import type { JobFacts } from './store/job-facts';
import type { Ledger, Pauses } from './store/ledger';
import type { Whereabouts } from './store/whereabouts';
import { WaitingRoom } from './waiting-room';

/** Sightings of a first scan may still be in the intake when it ends. */
const INTAKE_POLL_MS = 50;
/** Disk times older than this are trusted to mean that nobody writes the file any more. */
const OLD_ENOUGH_MS = 10_000;

export interface AdmissionParts {
  database: Database;
  ledger: Ledger;
  whereabouts: Whereabouts;
  folders: FolderRegistry;
  pipeline: Pipeline;
  /** Folders and lanes that rest. */
  pauses(): Pauses;
  /** How its files are read: as it says, and as its rules need. */
  settingsFor(folder: KnownFolder, jobId: number): FolderSettings;
  /** A file system on which the system may hang: nothing there is opened or looked at from here. */
  isRemote(folder: KnownFolder): boolean;
  /** Notes that may be lost while the ledger can't be written: the disk is seen again, and so is the file. */
  whenWritable(write: () => void): void;
  /** What a file waits for besides being whole, as it is handed over to Filemill; null for all others. @param path absolute */
  gateOf(path: string): Gate | null;
  /** A folder was looked through for the first time: moves that could not be ended before may be now. */
  finishMoves(): void;
}

export interface AdmissionListener {
  settled(jobIds: number[]): void;
  /** A job tells that the file is gone; in the transaction in which it is written. */
  recordedGone(writer: Writer, jobId: number, folder: KnownFolder): void;
  /** Gone, although no job tells of it. */
  removed(fileIds: number[]): void;
  /** It lies where it was missed, or under another name. */
  returned(fileId: number): void;
  /** A list may show something else now. */
  revised(): void;
  changed(): void;
  /** So many sightings piled up that the rest was dropped: the folder must tell everything again. */
  overflowed(folderId: number): void;
  storeFailed(error: ErrorData): void;
  missing(folder: KnownFolder, files: number): void;
  found(folder: KnownFolder): void;
}

/** The way of a file from its first sighting to the pipeline: recorded, waited for until it is whole, or gone again. */
export class Admission {
  readonly room: WaitingRoom;
  readonly departures: Departures;
  private readonly intake: Intake;
  /** First scans that are over but whose sightings are not all recorded yet. */
  private readonly scanEnds = new Set<number>();
  /** Scans that are over and wait for the intake; true for a first one. One for each folder at a time. */
  private readonly ending = new Map<number, boolean>();
  private isClosed = false;

  constructor(
    private readonly parts: AdmissionParts,
    private readonly listener: AdmissionListener,
  ) {
    const { database, ledger, whereabouts, folders, pipeline } = parts;
    this.room = new WaitingRoom(
      { database, ledger, pipeline, pauses: () => parts.pauses(), settingsFor: (folder, jobId) => parts.settingsFor(folder, jobId), gateOf: (path) => parts.gateOf(path), folderOf: (id) => folders.find(id), isRemote: (folder) => parts.isRemote(folder) },
      {
        noted: (facts, reason, isChanged) => this.noteWaiting(facts, reason, isChanged),
        vanished: ({ fileId }) => this.onVanished(fileId),
        refused: (facts, reason) => this.onRefused(facts, reason),
      },
    );
    this.departures = new Departures(
      database,
      ledger,
      whereabouts,
      (id) => folders.find(id),
      {
        settled: (jobIds) => listener.settled(jobIds),
        recordedGone: (writer, jobId, folder) => listener.recordedGone(writer, jobId, folder),
        removed: (fileIds) => listener.removed(fileIds),
        back: (jobId) => this.onBack(jobId),
        dropped: (jobId) => this.room.drop(jobId),
        missing: (folder, files) => listener.missing(folder, files),
        found: (folder) => {
          this.room.refill();
          listener.found(folder);
        },
      },
      (write) => parts.whenWritable(write),
    );
    this.intake = new Intake(database, ledger, whereabouts, (id) => folders.find(id), {
      arrived: (facts, source, delayMs) => this.onArrived(facts, source, delayMs),
      touched: (jobId, version) => this.room.touch(jobId, version),
      movedOn: (fileId) => pipeline.movedOn(fileId),
      dropped: (jobId) => this.room.drop(jobId),
      sidecarSeen: (folderId, path) => this.onSidecarSeen(folderId, path),
      departed: (fileId) => this.departures.note(fileId),
      returned: (fileId) => {
        this.departures.returned(fileId);
        listener.returned(fileId);
      },
      stillThere: (known) => {
        const folder = folders.find(known.folderId);
        return folder !== undefined && (parts.isRemote(folder) || this.departures.stillThere(known));
      },
      settled: (jobIds) => listener.settled(jobIds),
      overflowed: (folderId) => listener.overflowed(folderId),
      failed: (error) => listener.storeFailed(toErrorData(error)),
      drained: () => listener.changed(),
    }, () => folders.list());
  }

  /** For what Filemill itself moves. */
  get ownMoves(): OwnMoves {
    return this.intake.ownMoves;
  }

  /** Everything that was sighted is recorded, and what was recorded has gone on to the pipeline or ended. */
  get isAtRest(): boolean {
    return this.intake.size === 0 && this.room.isEmpty && this.departures.size === 0 && this.scanEnds.size === 0;
  }

  /** What an end of Filemill has left. */
  resume(): void {
    this.room.refill();
    this.departures.resume();
  }

  accept(folderId: number, source: SightingSource, sightings: Sighting[]): void {
    this.intake.accept(folderId, source, sightings);
  }

  firstScanBegins(folderId: number): void {
    this.intake.beginFirstScan(folderId);
  }

  scanned(folderId: number, isFirst: boolean): void {
    if (isFirst) this.scanEnds.add(folderId);
    const isUnderWay = this.ending.has(folderId);
    this.ending.set(folderId, isFirst || this.ending.get(folderId) === true);
    if (!isUnderWay) this.finishScan(folderId);
  }

  private finishScan(folderId: number): void {
    if (this.isClosed) return;
    if (this.intake.size > 0) {
      setTimeout(() => this.finishScan(folderId), INTAKE_POLL_MS).unref();
      return;
    }
    const isFirst = this.ending.get(folderId) === true;
    this.ending.delete(folderId);
    this.endScan(folderId, isFirst)
      .catch((error: unknown) => this.listener.storeFailed(toErrorData(error)))
      .finally(() => {
        this.scanEnds.delete(folderId);
        this.listener.changed();
      });
  }

  /** While held nothing is recorded. */
  hold(isHeld: boolean): void {
    this.intake.hold(isHeld);
  }

  close(): void {
    this.isClosed = true;
    this.intake.close();
    this.room.close();
    this.departures.close();
  }

  private async endScan(folderId: number, isFirst: boolean): Promise<void> {
    const { folders, whenWritable } = this.parts;
    const folder = folders.find(folderId);
    if (folder && !isFirst) await this.departures.reconsider(folder);
    if (folder && isFirst) {
      whenWritable(() => {
        if (folder.ignoreExisting) folders.endExisting(folderId);
      });
      await this.departures.reconcile(folder, this.intake.endFirstScan(folderId));
      whenWritable(() => this.parts.finishMoves());
    }
  }

  private onArrived(facts: JobFacts, source: SightingSource, delayMs: number): void {
    const age = ageOf(Math.max(facts.mtimeMs, facts.ctimeMs));
    // Found by the first look at a folder: the disk's own times tell how long it has been quiet.
    const settledForMs = source === 'firstScan' && age > OLD_ENOUGH_MS ? age : 0;
    this.room.admit(facts, settledForMs, delayMs);
    this.listener.revised();
  }

  private onBack(jobId: number): void {
    const [facts] = this.parts.ledger.facts([jobId]);
    this.room.drop(jobId);
    if (facts) this.room.admit(facts);
    this.listener.revised();
  }

  /** Seen before the watcher told of it: it may turn up under another name. */
  onVanished(fileId: number): void {
    const { database, whereabouts, whenWritable } = this.parts;
    whenWritable(() => {
      database.transaction((writer) => whereabouts.markGone(writer, fileId, Date.now()));
      this.departures.note(fileId);
    });
  }

  /** As it is, it is none for Filemill. */
  private onRefused({ jobId }: JobFacts, reason: string): void {
    const { database, ledger, whenWritable } = this.parts;
    whenWritable(() => {
      if (database.transaction((writer) => ledger.ignore(writer, jobId, 'waiting', reason, Date.now()))) this.listener.settled([jobId]);
    });
  }

  private onSidecarSeen(folderId: number, path: string): void {
    const { database, ledger, whenWritable } = this.parts;
    const known = ledger.find(folderId, path);
    if (known?.state === 'waiting') this.room.nudge(known.jobId);
    if (known?.state !== 'ignored') return;
    whenWritable(() => {
      const facts = database.transaction((writer) => ledger.reconsider(writer, known.fileId));
      if (facts) this.room.admit(facts);
    });
  }

  private noteWaiting(facts: JobFacts, reason: string, isChanged: boolean): void {
    const { database, ledger, whenWritable } = this.parts;
    whenWritable(() =>
      database.transaction((writer) => {
        if (isChanged) ledger.updateFound(writer, facts);
        ledger.setWaitingReason(writer, facts.jobId, reason, null);
      }),
    );
    this.listener.revised();
  }
}
