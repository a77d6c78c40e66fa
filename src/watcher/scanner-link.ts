import type { Sighting } from '../shared/contract/watch-api';
import type { Port } from '../shared/rpc/port';
import { packSightings, unpackSightings } from './packed-sightings';
import type { ScanAnswer, ScanReport, ScanRequest } from './scan-messages';

/** Sightings found by looking, in contrast to those announced. `visit` = new directory, told as live. */
export interface FolderFinder {
  found(sightings: Sighting[], source: 'firstScan' | 'scan' | 'live', job: number): void;
}

/** The process's side of the scanning thread. */
export class ScannerLink {
  private readonly finders = new Map<number, FolderFinder>();
  private readonly waiting = new Map<number, { folder: number; settle: (report: ScanReport | null) => void }>();
  private lastJob = 0;
  private walking: { folder: number; heardAt: number } | null = null;

  constructor(private readonly port: Port) {
    port.onMessage((message) => this.receive(message as ScanAnswer));
  }

  add(folder: number, root: string, recursive: boolean, prunedNames: string[], finder: FolderFinder): void {
    this.finders.set(folder, finder);
    this.post({ t: 'add', folder, root, recursive, prunedNames });
  }

  drop(folder: number): void {
    this.finders.delete(folder);
    this.post({ t: 'drop', folder });
    for (const [job, { folder: owner, settle }] of this.waiting) {
      if (owner !== folder) continue;
      this.waiting.delete(job);
      settle(null);
    }
  }

  /** Null when the folder is dropped meanwhile. */
  scan(folder: number, source: 'firstScan' | 'scan'): Promise<ScanReport | null> {
    return this.ask(folder, (job) => ({ t: 'scan', folder, job, source }));
  }

  visit(folder: number, directories: string[]): Promise<ScanReport | null> {
    return this.ask(folder, (job) => ({ t: 'visit', folder, job, directories }));
  }

  learn(folder: number, sightings: readonly Sighting[]): void {
    this.post({ t: 'learn', folder, sightings: packSightings(sightings) });
  }

  forget(folder: number): void {
    this.post({ t: 'forget', folder });
  }

  /** For how long the thread has been stuck in this folder: a drive that does not answer holds it fast. */
  stuckMs(folder: number): number {
    return this.walking?.folder === folder ? performance.now() - this.walking.heardAt : 0;
  }

  close(): void {
    this.port.close();
  }

  private ask(folder: number, request: (job: number) => ScanRequest): Promise<ScanReport | null> {
    this.lastJob += 1;
    const job = this.lastJob;
    return new Promise((settle) => {
      this.waiting.set(job, { folder, settle });
      this.post(request(job));
    });
  }

  private receive(answer: ScanAnswer): void {
    this.walking = answer.t === 'finished' ? null : { folder: answer.folder, heardAt: performance.now() };
    if (answer.t === 'walking') return;
    if (answer.t === 'told') {
      this.finders.get(answer.folder)?.found(unpackSightings(answer.sightings), answer.source, answer.job);
      this.post({ t: 'passedOn', batches: 1 });
      return;
    }
    const waiting = this.waiting.get(answer.job);
    this.waiting.delete(answer.job);
    waiting?.settle(answer.report);
  }

  private post(request: ScanRequest): void {
    this.port.post(request);
  }
}
