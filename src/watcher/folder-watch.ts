import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { toFsPath } from '../base/byte-name';
import { filesystemKind } from '../base/filesystem-kind';
import type { Sighting } from '../shared/contract/watch-api';
import { FilemillError } from '../shared/errors/filemill-error';
import type { WatchHealth } from '../shared/model/folder';
import { LiveBatch } from './live-batch';
import type { LiveSource, OpenLiveSource } from './live-source';
import { OddDirectories } from './odd-directories';
import { RootWatch } from './root-watch';
import type { ScanReport } from './scan-messages';
import { ScanSchedule } from './scan-schedule';
import type { ScannerLink } from './scanner-link';
import { ANNOUNCE_WITHIN_MS, isProbe, SelfTest } from './self-test';
import { ToldLive } from './told-live';
import { describeHealth, type WatchFacts } from './watch-health';
import { explainRefusal, type Refusal } from './watch-limits';
import { t } from '../shared/words/words';

/** How often a folder without events is looked through. */
const POLL_MS = 10_000;
/** How often a missing folder is looked for: one `stat`. */
const ROOT_CHECK_MS = 2_000;
/** A drive that has not answered for so long is shown as away (within 60 s of its going). */
const STUCK_MS = 30_000;
const STUCK_CHECK_MS = 10_000;
/** How soon a watch that was refused is tried again. */
const RETRY_LIVE_MS = 600_000;
/** What a scan finds of a new directory waits so long for company. */
const GATHER_VISITS_MS = 5;

export interface FolderWatchRequest {
  folderId: number;
  root: string;
  recursive: boolean;
  prunedNames: string[];
  rescanMs: number;
}

export interface FolderNews {
  sighted(source: 'live' | 'firstScan' | 'scan', sightings: Sighting[]): void;
  scanned(first: boolean, files: number, durationMs: number): void;
  healthChanged(health: WatchHealth): void;
}

/** One watched folder: events where they can be had, scans for what events do not tell, and how well that goes. */
export class FolderWatch {
  private readonly facts: WatchFacts = {
    rootState: 'ok',
    rootError: '',
    isStarted: false,
    isCatchingUp: false,
    polling: null,
    problems: [],
    problemCount: 0,
  };
  private readonly pruned: ReadonlySet<string>;
  private readonly toldLive = new ToldLive();
  private readonly batch: LiveBatch;
  private readonly selfTest: SelfTest;
  private readonly rootWatch: RootWatch;
  private schedule: ScanSchedule;
  private live: LiveSource | null = null;
  private readonly oddWatches = new OddDirectories((directory) => this.happenedIn(directory));
  private lastHealth = '';
  private rootId: string | null = null;
  private isClosed = false;
  private hasScanned = false;
  private directories = 0;
  private lastScanMs = 0;
  private running: Promise<ScanReport | null> | null = null;
  private queued: Promise<ScanReport | null> | null = null;
  /** Reported once each by the scans; kept for the time when there is a live source. */
  private readonly odd = new Set<string>();
  private visits = new Set<string>();
  private visitTimer: NodeJS.Timeout | null = null;
  private rootTimer: NodeJS.Timeout | null = null;
  private retryTimer: NodeJS.Timeout | null = null;

  constructor(
    private readonly request: FolderWatchRequest,
    private readonly scanner: ScannerLink,
    private readonly openLive: OpenLiveSource,
    private readonly news: FolderNews,
  ) {
    this.pruned = new Set(request.prunedNames);
    this.selfTest = new SelfTest(request.root, () => this.silenceFound());
    this.rootWatch = new RootWatch(request.root, {
      changed: () => void this.scan(),
      silent: () => this.setFacts({ rootState: 'offline', rootError: 'ETIMEDOUT' }),
      answered: () => void this.scan(),
    });
    this.schedule = this.newSchedule(false);
    this.batch = new LiveBatch({
      isPruned: (path) => path !== request.root && this.pruned.has(basename(path)),
      isDirectory: (path) => this.live?.isDirectory(path) ?? false,
      rootHolds: () => this.rootHolds(),
      sighted: (sightings) => this.tellLive(sightings),
      visit: (directories) => this.visit(directories),
      rootLost: () => void this.scan(),
    });
    scanner.add(request.folderId, request.root, request.recursive, request.prunedNames, {
      found: (sightings, source) => this.found(sightings, source),
    });
  }

  /**
   * Looks first, because a list of what is there is wanted at once and setting the watches takes several times longer.
   * What comes in between is not lost: as soon as all watches are set, the folder is looked through again.
   */
  async start(): Promise<void> {
    this.tellHealth();
    this.rootWatch.start();
    await this.scan();
  }

  /** Looks through the whole folder and answers when that is done. */
  async scanNow(): Promise<{ files: number; durationMs: number }> {
    const report = await this.scan();
    if (!report) throw new FilemillError('call.cancelled', t('The folder is no longer watched.'));
    const { rootState, files, durationMs } = report;
    if (rootState === 'ok' || rootState === 'replaced') return { files, durationMs };
    throw new FilemillError(
      rootState === 'offline' ? 'folder.denied' : rootState === 'notFolder' ? 'folder.notFolder' : 'folder.missing',
      describeHealth(this.facts).sentence,
      { hint: t('Connect the drive or put the folder back; Filemill then goes on by itself.'), details: report.rootError },
    );
  }

  /** Tells everything again. */
  retell(): void {
    this.scanner.forget(this.request.folderId);
    void this.scan();
  }

  close(): void {
    this.isClosed = true;
    this.closeLive();
    this.batch.close();
    this.rootWatch.close();
    this.schedule.close();
    for (const timer of [this.visitTimer, this.rootTimer, this.retryTimer]) if (timer) clearTimeout(timer);
    this.scanner.drop(this.request.folderId);
  }

  private newSchedule(isPolling: boolean): ScanSchedule {
    const { rescanMs } = this.request;
    return new ScanSchedule({
      rescanMs: isPolling ? Math.min(POLL_MS, rescanMs) : rescanMs,
      isPolling,
      scan: () => void this.scan(),
      burstChanged: (isBurst) => {
        if (isBurst) this.setFacts({ isCatchingUp: true });
        // The end shows when the scan that follows is over.
      },
    });
  }

  /** Events, or polling because the file system is known to announce nothing. */
  private async chooseMode(): Promise<void> {
    const { root } = this.request;
    try {
      const kind = await filesystemKind(root);
      if (this.isClosed) return;
      if (kind.announcesChanges) this.startLive();
      else {
        const reason = t('This folder lies on a drive of the kind “{name}”, which does not announce changes made elsewhere.', { name: kind.name });
        this.poll({ reason, fix: '' }, false);
      }
    } catch {
      // The folder is not there: the next scan finds out, and the mode is chosen when it is back.
    }
  }

  private startLive(): void {
    if (this.live || this.isClosed) return;
    this.rootId = this.readRootId();
    this.selfTest.begin();
    try {
      this.live = this.openLive(
        { root: this.request.root, recursive: this.request.recursive, prunedNames: this.pruned },
        {
          touched: (path) => {
            this.selfTest.announced();
            if (isProbe(path)) return;
            this.schedule.noteEvents(1);
            this.batch.touch(path);
          },
          unsure: (directory) => this.happenedIn(directory),
          entered: (directory) => this.visit([directory]),
          // What came before its directory was watched is found by this scan.
          ready: () => void this.scan().then(() => this.nowLive()),
          failed: (error) => this.refused(error),
        },
      );
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR') this.refused(error as NodeJS.ErrnoException);
    }
  }

  private nowLive(): void {
    if (!this.live) return;
    this.setFacts({ isStarted: true });
    this.selfTest.probe();
    if (this.facts.polling) {
      this.reschedule(false);
      this.setFacts({ polling: null });
    }
  }

  private happenedIn(directory: string): void {
    this.selfTest.announced();
    this.schedule.noteEvents(1);
    this.visit([directory]);
  }

  private closeLive(): void {
    this.live?.close();
    this.live = null;
    this.oddWatches.close();
    this.selfTest.close();
  }

  /** What came into such a directory before it was watched is found by one more look. */
  private watchOdd({ oddDirectories }: ScanReport): void {
    for (const directory of oddDirectories) this.odd.add(directory);
    if (!this.live) return;
    const added = [...this.odd].filter((directory) => this.oddWatches.add(directory));
    if (added.length > 0) this.visit(added);
  }

  private refused(error: NodeJS.ErrnoException): void {
    this.closeLive();
    if (this.isClosed) return;
    // The number of directories is known after a scan only.
    void this.scan().then(() => {
      if (!this.isClosed) this.poll(explainRefusal(error.code ?? '', this.directories), true);
    });
    if (this.retryTimer) clearTimeout(this.retryTimer);
    // Until events flow again nothing changes for the user, so a second refusal is not a second message.
    this.retryTimer = setTimeout(() => this.startLive(), RETRY_LIVE_MS);
  }

  private poll({ reason, fix }: Refusal, isDegraded: boolean): void {
    this.reschedule(true);
    this.setFacts({ polling: { everyMs: this.schedule.intervalMs, reason, fix, isDegraded }, isCatchingUp: false });
  }

  private reschedule(isPolling: boolean): void {
    this.schedule.close();
    this.schedule = this.newSchedule(isPolling);
    this.schedule.scanned(this.lastScanMs, 0);
  }

  /** One scan at a time; a wish that comes during one is met by one more after it, shared by all who wish. */
  private scan(): Promise<ScanReport | null> {
    if (this.isClosed) return Promise.resolve(null);
    if (this.queued) return this.queued;
    if (!this.running) return this.runScan();
    this.queued = this.running.then(() => {
      this.queued = null;
      return this.isClosed ? null : this.runScan();
    });
    return this.queued;
  }

  private runScan(): Promise<ScanReport | null> {
    const isFirst = !this.hasScanned;
    this.toldLive.scanStarted();
    const stuckTimer = setInterval(() => {
      if (this.scanner.stuckMs(this.request.folderId) > STUCK_MS) this.setFacts({ rootState: 'offline', rootError: 'ETIMEDOUT' });
    }, STUCK_CHECK_MS);
    this.running = this.scanner.scan(this.request.folderId, isFirst ? 'firstScan' : 'scan').then((report) => {
      clearInterval(stuckTimer);
      this.running = null;
      this.toldLive.scanEnded();
      if (report && !this.isClosed) this.scanEnded(report, isFirst);
      return report;
    });
    return this.running;
  }

  private scanEnded(report: ScanReport, isFirst: boolean): void {
    const { rootState, rootError, problems, problemCount, changes, durationMs } = report;
    if (rootState !== 'ok' && rootState !== 'replaced') {
      this.closeLive();
      this.rootId = null;
      this.setFacts({ rootState, rootError, isStarted: false, isCatchingUp: false });
      if (this.rootTimer) clearTimeout(this.rootTimer);
      this.rootTimer = setTimeout(() => void this.scan(), ROOT_CHECK_MS);
      return;
    }
    const mustChooseMode = isFirst || this.facts.rootState !== 'ok' || rootState === 'replaced';
    this.hasScanned = true;
    this.watchOdd(report);
    this.directories = report.directories;
    this.lastScanMs = durationMs;
    this.news.scanned(isFirst, report.files, durationMs);
    this.schedule.scanned(durationMs, isFirst ? 0 : changes);
    const { polling } = this.facts;
    if (polling) this.setFacts({ polling: { ...polling, everyMs: this.schedule.intervalMs } });
    this.setFacts({
      rootState: 'ok',
      rootError: '',
      problems,
      problemCount,
      isCatchingUp: this.facts.isCatchingUp && this.schedule.isBursting,
    });
    if (mustChooseMode) {
      this.closeLive();
      if (!this.facts.polling?.isDegraded) void this.chooseMode();
    } else if (this.live && this.facts.isStarted && changes > 0) {
      setTimeout(() => {
        if (!this.isClosed && this.live) this.selfTest.judgeAfter(changes);
      }, ANNOUNCE_WITHIN_MS);
    }
  }

  private silenceFound(): void {
    if (this.isClosed || !this.live) return;
    this.closeLive();
    this.poll({ reason: t('The system does not announce the changes in this folder.'), fix: '' }, true);
  }

  private visit(directories: readonly string[]): void {
    for (const directory of directories) this.visits.add(directory);
    this.visitTimer ??= setTimeout(() => this.sendVisits(), GATHER_VISITS_MS);
  }

  private sendVisits(): void {
    this.visitTimer = null;
    if (this.isClosed) return;
    const directories = [...this.visits];
    this.visits.clear();
    this.toldLive.scanStarted();
    void this.scanner.visit(this.request.folderId, directories).then((report) => {
      this.toldLive.scanEnded();
      if (!report || this.isClosed) return;
      if (report.rootState !== 'ok') void this.scan();
      this.watchOdd(report);
    });
  }

  private tellLive(sightings: Sighting[]): void {
    if (this.isClosed) return;
    this.toldLive.note(sightings);
    this.scanner.learn(this.request.folderId, sightings);
    this.news.sighted('live', sightings);
  }

  private found(findings: Sighting[], source: 'live' | 'firstScan' | 'scan'): void {
    if (this.isClosed) return;
    const { news, fresh } = this.toldLive.sift(findings);
    if (fresh.length > 0) this.scanner.learn(this.request.folderId, fresh);
    const told = news.some(({ path }) => isProbe(path)) ? news.filter(({ path }) => !isProbe(path)) : news;
    if (told.length > 0) this.news.sighted(source, told);
  }

  private readRootId(): string | null {
    try {
      const { dev, ino } = statSync(toFsPath(this.request.root), { bigint: true });
      return `${dev}:${ino}`;
    } catch {
      return null;
    }
  }

  private rootHolds(): boolean {
    return this.rootId !== null && this.readRootId() === this.rootId;
  }

  private setFacts(changed: Partial<WatchFacts>): void {
    Object.assign(this.facts, changed);
    this.tellHealth();
  }

  private tellHealth(): void {
    if (this.isClosed) return;
    const health = describeHealth(this.facts);
    const key = JSON.stringify(health);
    if (key === this.lastHealth) return;
    this.lastHealth = key;
    this.news.healthChanged(health);
  }
}
