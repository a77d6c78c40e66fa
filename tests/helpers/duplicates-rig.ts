import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toFsPath } from '../../src/base/byte-name';
import type { Log } from '../../src/base/log';
import { sightingAt } from '../../src/engine/actions/file-version';
import { Duplicates } from '../../src/engine/duplicates/duplicates';
import type { DuplicatesParts } from '../../src/engine/duplicates/duplicates-parts';
import type { Kind } from '../../src/engine/duplicates/compared-kinds';
import { FolderRegistry } from '../../src/engine/folder-registry';
import type { Database } from '../../src/engine/store/database';
import { Effects, type Effect } from '../../src/engine/store/effects';
import { arriving } from '../../src/engine/store/job-facts';
import { Ledger } from '../../src/engine/store/ledger';
import { openStore } from '../../src/engine/store/open-store';
import { putPicture, signatureOf, signaturesAfter, type StoredPicture } from '../../src/engine/store/pictures';
import { Whereabouts } from '../../src/engine/store/whereabouts';
import { Undo } from '../../src/engine/undo/undo';
import { Vault } from '../../src/engine/vault/vault';
import { VaultKeeper } from '../../src/engine/vault/vault-keeper';
import type { DuplicateTier } from '../../src/shared/model/duplicates';
import { folderSettingsSchema, type FolderSettings } from '../../src/shared/model/folder';
import { generalSettingsSchema, type GeneralSettings } from '../../src/shared/model/settings';

/** The model of duplicates on a real ledger and real files, without the mill around it. The trash is a folder of its own. */
export class DuplicatesRig {
  readonly base = mkdtempSync(join(tmpdir(), 'filemill-duplicates-'));
  readonly data = join(this.base, 'data');
  readonly trash = join(this.base, 'xdg', 'Trash');
  general: GeneralSettings = generalSettingsSchema.parse({});
  database!: Database;
  ledger!: Ledger;
  folders!: FolderRegistry;
  duplicates!: Duplicates;
  undo!: Undo;
  vaultKeeper!: VaultKeeper;
  readonly warnings: string[] = [];
  private readonly dataHome = process.env.XDG_DATA_HOME;

  constructor(private readonly more: Partial<DuplicatesParts> = {}) {
    process.env.XDG_DATA_HOME = join(this.base, 'xdg');
    mkdirSync(this.data);
    this.open();
  }

  open(): void {
    this.database = openStore(this.data).database;
    this.ledger = new Ledger(this.database);
    this.folders = new FolderRegistry(this.database, this.data);
    const log: Log = { info: () => undefined, warn: (event) => this.warnings.push(event), error: (event, fields) => this.warnings.push(`${event} ${String(fields?.error)}`), close: () => undefined };
    const general = (): GeneralSettings => this.general;
    const settings = {
      get general() {
        return general();
      },
    };
    const { database, ledger, folders, data: dataFolder } = this;
    const whereabouts = new Whereabouts(database, ledger);
    const effects = new Effects(database);
    this.duplicates = new Duplicates({
      database,
      ledger,
      whereabouts,
      settings,
      folders,
      log,
      dataFolder,
      isUndoing: () => this.undo.isUnderWay,
      revised: () => undefined,
      settled: (jobIds) => this.duplicates.settled(jobIds),
      ...this.more,
    });
    this.vaultKeeper = new VaultKeeper({ database, effects, settings, dataFolder, log });
    const secrets = { seal: () => Promise.resolve({ sealed: null, obstacle: 'There is no key store.' }), open: () => Promise.resolve(null) };
    const takeBack = (effect: Effect): Promise<void> => this.duplicates.undoDisposal(effect);
    this.undo = new Undo({
      database,
      effects,
      ledger,
      whereabouts,
      vault: new Vault({ dataFolder, secrets, settings }),
      log,
      others: { trash: takeBack, vault: takeBack, move: takeBack, hardlink: takeBack },
      isBusyElsewhere: () => this.duplicates.isApplying,
      dropped: () => undefined,
      ended: (undone) => this.duplicates.followRestored(undone),
    });
  }

  /** As after an end of Filemill, however it came about. */
  async reopen(): Promise<void> {
    await this.duplicates.close();
    this.database.close();
    this.open();
    this.duplicates.recover();
  }

  folder(name: string, settings: Partial<FolderSettings> = {}): number {
    const path = join(this.base, name);
    mkdirSync(path, { recursive: true });
    return this.folders.put(path, folderSettingsSchema.parse({ name, ...settings }), { configured: true, ignoreExisting: false }).id;
  }

  at(folderId: number, path: string): string {
    return join(this.folders.get(folderId).path, path);
  }

  /** A file that was read; `content` null for one that lies there already. */
  add(folderId: number, path: string, content: string | Uint8Array | null, facts: { kind?: string; sha256?: string } = {}): number {
    const absolute = this.at(folderId, path);
    mkdirSync(dirname(absolute), { recursive: true });
    if (content !== null) writeFileSync(toFsPath(absolute), content);
    return this.note(folderId, path, facts.sha256 ?? sha256Of(content ?? ''), facts.kind ?? 'text');
  }

  /** What the ledger would say once the file had been read. */
  note(folderId: number, path: string, sha256: string, kind = 'text', reportId: number | null = null): number {
    const sighting = sightingAt(this.folders.get(folderId).path, path);
    return this.database.transaction((writer) => {
      const { jobId, fileId } = this.ledger.insertFile(writer, folderId, sighting, arriving(), { trigger: 'live', now: Date.now() });
      writer.run(`UPDATE jobs SET state = 'done', marks = 'dddddd', sha256 = ?, kind = ?, report_id = ?, settled_at = ? WHERE id = ?`, sha256, kind, reportId, Date.now(), jobId);
      this.duplicates.settled([jobId]);
      return fileId;
    });
  }

  async known(): Promise<void> {
    this.duplicates.start();
    await this.duplicates.model.caughtUp();
  }

  /** A picture with a signature of one number, or another: see `lineKind`. */
  addPicture(folderId: number, path: string, position: number, more: Partial<StoredPicture> = {}): number {
    const content = more.sha256 ?? `picture at ${position} ${path}`;
    writeFileSync(this.at(folderId, path), content);
    const sha256 = sha256Of(content);
    const reportId = this.database.transaction((writer) => {
      const { lastId } = writer.run(
        `INSERT OR IGNORE INTO reports (sha256, processor, processor_version, options, data, table_count, warnings, text_length, page_count, created_at)
         VALUES (?, 'image', 1, '', '{"kind":"image","format":"jpeg"}', 0, '[]', 0, 1, 1)`,
        sha256,
      );
      const measures = { width: 100, height: 100, sharpness: 1, brightness: 1, contrast: 1, noise: 1, faceCount: null };
      putPicture(writer, { ...measures, signature: Uint8Array.of(position), ...more, reportId: lastId, sha256 });
      return lastId;
    });
    return this.note(folderId, path, sha256, 'image', reportId);
  }

  /** Names of the members of each open group, keepers first, groups in the order of their keepers. */
  async groups(tier: DuplicateTier = 'identical'): Promise<string[][]> {
    await this.known();
    const { groups } = this.duplicates.page(tier, false, 'name', 0, 500);
    const detailed = await Promise.all(groups.map(({ id }) => this.duplicates.group(id)));
    return detailed.map(({ members }) => [members[0]?.path ?? '', ...members.slice(1).map(({ path }) => path).sort()]);
  }

  async onlyGroup(tier: DuplicateTier = 'identical') {
    await this.known();
    const [row] = this.duplicates.page(tier, false, 'space', 0, 1).groups;
    if (!row) throw new Error('There is no group.');
    return this.duplicates.group(row.id);
  }

  /** Everything but the keepers goes. */
  async planEverything(action: 'remove' | 'hardlink' | 'move' = 'remove', tier: DuplicateTier = 'identical') {
    await this.known();
    return this.duplicates.planAll(tier, undefined, action);
  }

  history(fileId: number): { event: string; state: string; reason: string | null; current: number }[] {
    return this.database.all('SELECT event, state, reason, is_current AS current FROM jobs WHERE file_id = ? ORDER BY id', fileId);
  }

  effects(): string[] {
    return this.database.all<{ line: string }>(`SELECT action || ' ' || state AS line FROM effects ORDER BY id`).map(({ line }) => line);
  }

  list(folder: string): string[] {
    return readdirSync(folder).sort();
  }

  async end(): Promise<void> {
    await this.duplicates.close();
    this.database.close();
    if (this.dataHome === undefined) delete process.env.XDG_DATA_HOME;
    else process.env.XDG_DATA_HOME = this.dataHome;
    rmSync(this.base, { recursive: true, force: true });
  }
}

/**
 * Pictures whose signature is their place on a line: nearer than 10 they are the same, nearer than 20 similar. Counts
 * what it compares.
 */
export function lineKind(): Kind & { compared: number } {
  const ids = new Map<number, number>();
  return {
    compared: 0,
    name: 'picture',
    tiers: ['samePicture', 'similar'],
    index: {
      add: (id, [position = 0]) => void ids.set(id, position),
      remove: (id) => void ids.delete(id),
      candidates: ([position = 0]) => [...ids].filter(([, other]) => Math.abs(other - position) < 30).map(([id]) => id),
    },
    isValid: () => true,
    read: signatureOf,
    readAfter: (database, reportId, limit) => signaturesAfter(database, reportId, limit, 1),
    canIndex: () => true,
    compare(one, other) {
      this.compared += 1;
      const distance = Math.abs((one[0] ?? 0) - (other[0] ?? 0));
      return { tier: distance < 10 ? 'samePicture' : distance < 20 ? 'similar' : null, likeness: 100 - distance, relation: `${distance} away` };
    },
  };
}

export const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
