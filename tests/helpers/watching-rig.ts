import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { wrapPort } from '../../src/base/process-port';
import type { Port } from '../../src/shared/rpc/port';
import { watchApi, type Sighting } from '../../src/shared/contract/watch-api';
import type { WatchHealth } from '../../src/shared/model/folder';
import { connect, type Connected } from '../../src/shared/rpc/connect';
import { openChokidar } from '../../src/watcher/chokidar-adapter';
import type { OpenLiveSource } from '../../src/watcher/live-source';
import { ScannerLink } from '../../src/watcher/scanner-link';
import { serveScans } from '../../src/watcher/scanner';
import { serveWatching } from '../../src/watcher/watch-service';

export interface Told {
  source: string;
  sighting: Sighting;
}

interface WatchOptions {
  recursive?: boolean;
  prunedNames?: string[];
  rescanMs?: number;
}

const portOf = (port: MessagePort): Port => wrapPort(port as never, 'plain');

/** A real folder and a watcher on it, wired as in the application but in one process, with what it told. */
export class WatchingRig {
  /** Made afresh; deleted by `close`. */
  readonly base = realpathSync(mkdtempSync(join(tmpdir(), 'filemill-watch-')));
  readonly root = join(this.base, 'root');
  readonly api: Connected<typeof watchApi>;
  readonly told: Told[] = [];
  readonly health: WatchHealth[] = [];
  readonly scans: { first: boolean; files: number }[] = [];
  /** The newest sighting of each path that is not gone. */
  readonly present = new Map<string, Sighting>();
  private readonly changed = new Set<() => void>();

  constructor(openLive: OpenLiveSource = openChokidar) {
    const scans = new MessageChannel();
    const calls = new MessageChannel();
    serveScans(portOf(scans.port1));
    serveWatching(portOf(calls.port1), {
      scanner: new ScannerLink(portOf(scans.port2)),
      openLive,
      onClose: () => undefined,
    });
    this.api = connect(portOf(calls.port2), watchApi);
    this.listen();
  }

  get mode(): string {
    return this.health.at(-1)?.mode ?? '';
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  /** Names, relative to the root, of what is known to be there. */
  names(): string[] {
    return [...this.present.keys()].map((path) => path.slice(this.root.length + 1)).sort();
  }

  toldOf(path: string): Told[] {
    return this.told.filter(({ sighting }) => sighting.path === path);
  }

  async watch({ recursive = true, prunedNames = [], rescanMs = 600_000 }: WatchOptions = {}): Promise<void> {
    await this.api.call('folder.watch', { folderId: 1, root: this.root, recursive, prunedNames, rescanMs });
  }

  /** Watches, and waits until all that was there is told and events flow. */
  async watchLive(options: WatchOptions = {}): Promise<void> {
    await this.watch(options);
    await this.until(() => this.mode === 'live');
  }

  /** Waits, event by event, for what must come; the test's own timeout ends a wait in vain. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        const go = (): void => {
          clearTimeout(timer);
          this.changed.delete(go);
          resolve();
        };
        const timer = setTimeout(go, 50);
        this.changed.add(go);
      });
    }
  }

  close(): void {
    this.api.close();
    rmSync(this.base, { recursive: true, force: true });
  }

  private listen(): void {
    const { api } = this;
    const notify = (): void => {
      for (const go of this.changed) go();
    };
    api.on('files.sighted', ({ source, sightings }) => {
      for (const sighting of sightings) {
        this.told.push({ source, sighting });
        if (sighting.gone) this.present.delete(sighting.path);
        else this.present.set(sighting.path, sighting);
      }
      notify();
    });
    api.on('folder.scanned', ({ first, files }) => {
      this.scans.push({ first, files });
      notify();
    });
    api.on('health.changed', ({ health }) => {
      this.health.push(health);
      notify();
    });
  }
}
