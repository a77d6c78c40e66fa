import { sep } from 'node:path';
import type { Log } from '../base/log';
import { backoffMs } from '../base/backoff';
import { watchApi, type Sighting, type SightingSource, type WatchApi } from '../shared/contract/watch-api';
import type { ErrorCode } from '../shared/errors/error-table';
import { FilemillError, toErrorData, type ErrorData } from '../shared/errors/filemill-error';
import type { WatchHealth } from '../shared/model/folder';
import type { CallInput } from '../shared/rpc/define-api';
import { connect, type Connected } from '../shared/rpc/connect';
import { PRUNED_DIRECTORIES } from './stages/admit/junk-names';
import type { FolderRecord } from './store/folders';
import type { ProcessHost, StartedProcess } from './workers/process-host';
import { t, words } from '../shared/words/words';

const RESTART_FIRST_MS = 500;
const RESTART_MAX_MS = 30_000;
/** Raw events kept per folder for the Events tab. */
const TAIL_LENGTH = 200;

/** The folder or the watcher went away meanwhile. */
const EXPECTED: ReadonlySet<ErrorCode> = new Set(['folder.missing', 'folder.unknown', 'call.cancelled', 'peer.gone', 'peer.silent']);

export interface RawEvent {
  at: number;
  source: string;
  event: string;
  path: string;
}

export interface WatchingListener {
  sighted(folderId: number, source: SightingSource, sightings: Sighting[]): void;
  /** A folder will be looked through from the beginning. */
  firstScanBegins(folderId: number): void;
  scanned(folderId: number, isFirst: boolean): void;
  changed(): void;
  /** The watching process can't be started, and is tried again; null when it runs. */
  troubled(error: ErrorData | null): void;
}

const STARTING: WatchHealth = { mode: 'starting', label: words('Starting'), sentence: '' };
const PAUSED: WatchHealth = { mode: 'paused', label: words('Paused'), sentence: words('Its files are noted and wait; none is read until you resume it.') };
const NOT_WATCHED: WatchHealth = {
  mode: 'paused',
  label: words('Not watched'),
  sentence: words('It was given to one run of the command line. Add it to watch it from now on.'),
};

/** What the watching process says is in the language already. */
const said = (health: WatchHealth): WatchHealth => ({ ...health, label: t(health.label), sentence: t(health.sentence) });

interface Watched {
  folder: FolderRecord;
  health: WatchHealth;
  isFirstScanDone: boolean;
  tail: RawEvent[];
}

/** The ledger knows paths inside their folder, with `/`, so that a folder can move and a ledger be read elsewhere. */
function inside(root: string, sightings: Sighting[]): Sighting[] {
  const start = root.endsWith(sep) ? root.length : root.length + 1;
  return sightings.map((sighting) => {
    const path = sighting.path.slice(start);
    return { ...sighting, path: sep === '/' ? path : path.replaceAll(sep, '/') };
  });
}

/** The watching process and what it says: started, restarted when it dies, and told again what to look at. */
export class Watching {
  private client: Connected<WatchApi> | null = null;
  private process: StartedProcess | null = null;
  private readonly watched = new Map<number, Watched>();
  private restarts = 0;
  private closed = false;
  private rescanMs = 60_000;

  constructor(
    private readonly host: ProcessHost,
    private readonly listener: WatchingListener,
    private readonly log: Log,
  ) {}

  get isRunning(): boolean {
    return this.client !== null;
  }

  async start(rescanMs: number): Promise<void> {
    this.rescanMs = rescanMs;
    await this.launch();
  }

  healthOf(folder: FolderRecord): WatchHealth {
    if (folder.settings.paused) return said(PAUSED);
    return said(this.watched.get(folder.id)?.health ?? (folder.configured ? STARTING : NOT_WATCHED));
  }

  /** Whether the watcher has been told of it. */
  isWatched(folderId: number): boolean {
    return this.watched.has(folderId);
  }

  isFirstScanDone(folderId: number): boolean {
    return this.watched.get(folderId)?.isFirstScanDone ?? false;
  }

  tail(folderId: number): RawEvent[] {
    return this.watched.get(folderId)?.tail ?? [];
  }

  async watch(folder: FolderRecord): Promise<void> {
    const known = this.watched.get(folder.id);
    this.watched.set(folder.id, { folder, health: known?.health ?? STARTING, isFirstScanDone: false, tail: known?.tail ?? [] });
    await this.tellWatch(folder);
  }

  /** Another interval for the full scans; every folder is told anew. */
  async setRescan(rescanMs: number): Promise<void> {
    if (rescanMs === this.rescanMs) return;
    this.rescanMs = rescanMs;
    for (const { folder } of this.watched.values()) await this.watch(folder);
  }

  async unwatch(folderId: number): Promise<void> {
    if (!this.watched.delete(folderId)) return;
    await this.tell('folder.unwatch', { folderId });
  }

  async scan(folderId: number): Promise<{ files: number; durationMs: number }> {
    if (!this.client || !this.watched.has(folderId)) return { files: 0, durationMs: 0 };
    return this.client.call('folder.scan', { folderId });
  }

  /** Never rejects. */
  async retell(folderId: number): Promise<void> {
    if (!this.watched.has(folderId)) return;
    await this.quietly('watcher.retell', () => this.tell('folder.retell', { folderId }));
  }

  /** Never rejects: what hinders the scan of a folder is told by its health. */
  async rescanAll(): Promise<void> {
    await Promise.all([...this.watched.keys()].map((folderId) => this.quietly('watcher.rescan', () => this.scan(folderId))));
  }

  close(): void {
    this.closed = true;
    this.client?.close();
    this.process?.kill();
  }

  private async launch(): Promise<void> {
    try {
      const process = await this.host.start('watcher', `watcher-${Date.now()}`);
      const client = connect(process.port, watchApi, {
        onGone: () => this.onGone(client, 'its port closed'),
        onSilent: () => {
          this.log.warn('watcher.silent');
          process.kill();
          this.onGone(client, 'it no longer answered');
        },
      });
      process.onExit((reason) => this.onGone(client, reason));
      this.listen(client);
      await client.ready;
      if (this.closed) {
        process.kill();
        return;
      }
      this.process = process;
      this.client = client;
      this.listener.troubled(null);
      this.listener.changed();
    } catch (error) {
      this.log.error('watcher.start', { error });
      this.relaunch();
      this.listener.troubled(toErrorData(error));
      return;
    }
    for (const { folder } of this.watched.values()) await this.quietly('watcher.tell', () => this.tellWatch(folder));
  }

  private listen(client: Connected<WatchApi>): void {
    client.on('files.sighted', ({ folderId, source, sightings }) => {
      this.restarts = 0;
      const watched = this.watched.get(folderId);
      if (!watched) return;
      const known = inside(watched.folder.path, sightings);
      this.keepTail(watched, source, known);
      this.listener.sighted(folderId, source, known);
    });
    client.on('folder.scanned', ({ folderId, first }) => {
      const watched = this.watched.get(folderId);
      if (!watched) return;
      // Told in this order, so that nobody takes a folder for settled whose end is still being worked out.
      this.listener.scanned(folderId, first);
      if (first) watched.isFirstScanDone = true;
    });
    client.on('health.changed', ({ folderId, health }) => {
      const watched = this.watched.get(folderId);
      if (!watched) return;
      watched.health = health;
      this.listener.changed();
    });
  }

  private keepTail(watched: Watched, source: SightingSource, sightings: Sighting[]): void {
    const at = Date.now();
    for (const sighting of sightings.slice(-TAIL_LENGTH)) {
      watched.tail.push({ at, source: source === 'live' ? 'live' : 'scan', event: sighting.gone ? 'gone' : 'seen', path: sighting.path });
    }
    if (watched.tail.length > TAIL_LENGTH) watched.tail.splice(0, watched.tail.length - TAIL_LENGTH);
  }

  private onGone(client: Connected<WatchApi>, reason: string): void {
    if (this.closed || this.client !== client) return;
    this.client = null;
    this.process = null;
    this.log.warn('watcher.gone', { reason });
    for (const watched of this.watched.values()) watched.health = STARTING;
    this.listener.changed();
    this.relaunch();
  }

  private relaunch(): void {
    if (this.closed) return;
    this.restarts += 1;
    setTimeout(() => void this.quietly('watcher.launch', () => this.launch()), backoffMs(this.restarts, RESTART_FIRST_MS, RESTART_MAX_MS)).unref();
  }

  /** For what nobody waits for: what is unexpected is logged. */
  private async quietly(event: string, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof FilemillError) || !EXPECTED.has(error.code)) this.log.error(event, { error });
    }
  }

  /** A watcher that dies under a call takes nothing with it: the next one is told of every folder anew. */
  private async tell<N extends 'folder.watch' | 'folder.unwatch' | 'folder.retell'>(name: N, input: CallInput<WatchApi, N>): Promise<void> {
    try {
      await this.client?.call(name, input);
    } catch (error) {
      if (!(error instanceof FilemillError) || (error.code !== 'peer.gone' && error.code !== 'peer.silent')) throw error;
    }
  }

  private async tellWatch(folder: FolderRecord): Promise<void> {
    this.listener.firstScanBegins(folder.id);
    await this.tell('folder.watch', {
      folderId: folder.id,
      root: folder.path,
      recursive: folder.settings.recursive,
      prunedNames: [...PRUNED_DIRECTORIES],
      rescanMs: this.rescanMs,
    });
  }
}
