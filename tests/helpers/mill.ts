import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { seeArchivesAsFiles } from '../../src/base/no-archives';
import { Engine } from '../../src/engine/engine';
import { pageOfFiles } from '../../src/engine/store/file-rows';
import { nodeHost } from '../../src/engine/workers/node-host';
import type { ProcessHost } from '../../src/engine/workers/process-host';
import type { FileRow } from '../../src/shared/model/file';
import type { FolderSettings } from '../../src/shared/model/folder';

// As the engine's own entry does.
seeArchivesAsFiles();

const built = join(import.meta.dirname, '..', '..', 'out', 'main');

/** A real engine on real temporary folders, with real processes unless a test brings its own. */
export class Mill {
  readonly base = mkdtempSync(join(tmpdir(), 'filemill-test-'));
  readonly inbox = join(this.base, 'inbox');
  readonly data = join(this.base, 'data');
  engine!: Engine;
  /** Without them English is spoken. */
  systemLocales: readonly string[] | undefined;

  constructor() {
    mkdirSync(this.inbox);
  }

  async start(host: ProcessHost = nodeHost(built)): Promise<Engine> {
    this.engine = new Engine({
      dataFolder: this.data,
      version: 'test',
      resourcesPath: join(this.base, 'resources'),
      host,
      watchConfigured: true,
      ...(this.systemLocales ? { systemLocales: this.systemLocales } : {}),
    });
    await this.engine.start();
    return this.engine;
  }

  async watchInbox(settings: Partial<FolderSettings> = {}, ignoreExisting = false): Promise<number> {
    const folder = this.engine.folders.add(this.inbox, settings, { configured: true, ignoreExisting });
    await this.engine.watch(folder);
    return folder.id;
  }

  /** Drops a file, subfolders included. */
  drop(path: string, content: string | Uint8Array): string {
    const target = join(this.inbox, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    return target;
  }

  /** Likewise one that nobody has written to for a minute: what fails of it is moved at once. */
  dropOld(path: string, content: string | Uint8Array): string {
    const target = this.drop(path, content);
    const then = new Date(Date.now() - 60_000);
    utimesSync(target, then, then);
    return target;
  }

  rows(): FileRow[] {
    return pageOfFiles(this.engine.database, {}, 'oldest', 0, 500).rows;
  }

  row(path: string): FileRow | undefined {
    return this.rows().find((row) => row.path === path);
  }

  /** Resolves when `condition` holds; looks whenever the engine says that something changed. */
  until(condition: () => boolean): Promise<void> {
    return this.engine.when(condition);
  }

  async settled(path: string, state?: FileRow['state']): Promise<FileRow> {
    const isThere = (): boolean => {
      const row = this.row(path);
      if (!row) return false;
      return state ? row.state === state : row.settledAt !== null;
    };
    await this.until(isThere);
    return this.row(path) as FileRow;
  }

  accountingHolds(): boolean {
    const { seen, done, inProgress, waiting, attention, ignored } = this.engine.snapshot().accounting;
    const counted = this.engine.database.get<{ n: number }>('SELECT count(*) AS n FROM jobs WHERE is_current = 1');
    return seen === done + inProgress + waiting + attention + ignored && seen === counted?.n;
  }

  async restart(host?: ProcessHost): Promise<void> {
    await this.engine.close();
    await this.start(host);
  }

  async end(): Promise<void> {
    await this.engine?.close();
    rmSync(this.base, { recursive: true, force: true });
  }
}
