import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { toFsPath } from '../../src/base/byte-name';
import type { Log } from '../../src/base/log';
import type { Acted, ActedFile, Ending, Redirect, StepContext, Stayed } from '../../src/engine/acting/action';
import type { ActionParts } from '../../src/engine/acting/action-parts';
import { actionOf } from '../../src/engine/acting/all-actions';
import { relocateOriginal } from '../../src/engine/acting/file/relocate-original';
import { StepJournal } from '../../src/engine/acting/journal';
import { recoverActing } from '../../src/engine/acting/recover-acting';
import { sightingAt } from '../../src/engine/actions/file-version';
import { WriteThrough } from '../../src/engine/actions/write-through';
import { FolderRegistry } from '../../src/engine/folder-registry';
import type { Database } from '../../src/engine/store/database';
import { Effects, type Effect } from '../../src/engine/store/effects';
import { GroupCommit } from '../../src/engine/store/group-commit';
import { arriving, type JobFacts } from '../../src/engine/store/job-facts';
import { Ledger } from '../../src/engine/store/ledger';
import { openStore } from '../../src/engine/store/open-store';
import { RuleRuns } from '../../src/engine/store/rule-runs';
import { Whereabouts } from '../../src/engine/store/whereabouts';
import { Undo } from '../../src/engine/undo/undo';
import { Vault } from '../../src/engine/vault/vault';
import { VaultKeeper } from '../../src/engine/vault/vault-keeper';
import { actionSpecSchema, type ActionSpec } from '../../src/shared/model/action';
import { folderSettingsSchema } from '../../src/shared/model/folder';
import { generalSettingsSchema, type GeneralSettings } from '../../src/shared/model/settings';

const LEASE = 'this run';
export const RULE = 'File it';
/** 2026-01-31 12:00:00, where the machine is. */
const NOW = new Date(2026, 0, 31, 12).getTime();

type Written = { do: ActionSpec['do'] } & Record<string, unknown>;

/** What rules do with files, on a real ledger, a real vault and real files, without the mill around it. */
export class ActingRig {
  readonly base: string;
  readonly data: string;
  readonly trash: string;
  general: GeneralSettings = generalSettingsSchema.parse({});
  /** What the system's key store has; null where there is none. */
  keys: Map<string, string> | null = null;
  database!: Database;
  ledger!: Ledger;
  effects!: Effects;
  folders!: FolderRegistry;
  vault!: Vault;
  vaultKeeper!: VaultKeeper;
  undo!: Undo;
  mill!: ActionParts;
  readonly warnings: string[] = [];
  readonly dropped: number[] = [];
  /** Jobs that began in another watched folder. */
  readonly begun: JobFacts[] = [];
  private commit!: GroupCommit;
  private readonly dataHome = process.env.XDG_DATA_HOME;
  private steps = 0;

  /** @param at a folder for all of it, such as one on another file system */
  constructor(at: string = tmpdir()) {
    this.base = mkdtempSync(join(at, 'filemill-acting-'));
    this.data = join(this.base, 'data');
    this.trash = join(this.base, 'xdg', 'Trash');
    process.env.XDG_DATA_HOME = join(this.base, 'xdg');
    mkdirSync(this.data);
    this.open();
    this.folder('inbox');
  }

  private open(): void {
    const { data: dataFolder } = this;
    this.database = openStore(dataFolder).database;
    this.ledger = new Ledger(this.database);
    this.effects = new Effects(this.database);
    this.folders = new FolderRegistry(this.database, dataFolder);
    this.commit = new GroupCommit(this.database);
    const { database, ledger, effects, folders } = this;
    const log: Log = { info: () => undefined, warn: (event, fields) => this.warnings.push(`${event} ${String(fields?.error)}`), error: (event, fields) => this.warnings.push(`${event} ${String(fields?.error)}`), close: () => undefined };
    const general = (): GeneralSettings => this.general;
    const settings = {
      get general() {
        return general();
      },
    };
    const whereabouts = new Whereabouts(database, ledger);
    const secrets = {
      seal: (text: string) => {
        if (!this.keys) return Promise.resolve({ sealed: null, obstacle: 'No key store is running, so passwords are kept until Filemill ends.' });
        const name = `sealed ${this.keys.size}`;
        this.keys.set(name, text);
        return Promise.resolve({ sealed: name, obstacle: null });
      },
      open: (sealed: string) => Promise.resolve(this.keys?.get(sealed) ?? null),
    };
    this.vault = new Vault({ dataFolder, secrets, settings });
    this.vaultKeeper = new VaultKeeper({ database, effects, settings, dataFolder, log });
    this.vault.makeRoom = (bytes) => this.vaultKeeper.makeRoom(bytes);
    this.undo = new Undo({ database, effects, ledger, whereabouts, vault: this.vault, log, others: {}, dropped: (jobId) => this.dropped.push(jobId), ended: () => undefined });
    const parts: Partial<ActionParts> = {
      database,
      ledger,
      whereabouts,
      effects,
      folders,
      settings: settings as ActionParts['settings'],
      host: { secrets } as unknown as ActionParts['host'],
      dataFolder,
      vault: this.vault,
      writeThrough: new WriteThrough(database),
      log,
    };
    this.mill = parts as ActionParts;
  }

  /** As after an end of Filemill, however it came about: what was begun is brought to an end. */
  async restart(): Promise<void> {
    this.database.close();
    this.open();
    const { mill, effects, ledger, database } = this;
    await recoverActing({ mill, effects, ledger, log: mill.log, ruleRuns: new RuleRuns(database), upTo: Infinity });
    await this.undo.recover();
  }

  /** Watched from now on. */
  folder(name: string, within = this.base): number {
    const path = join(within, name);
    mkdirSync(path, { recursive: true });
    return this.folders.put(path, folderSettingsSchema.parse({ name }), { configured: true, ignoreExisting: false }).id;
  }

  /** An absolute path: below the inbox, where it is not absolute. */
  at(path: string): string {
    return path.startsWith(sep) ? path : join(this.base, 'inbox', path);
  }

  /** A file that has just been read, and is under way. */
  arrive(path: string, content: string | Buffer = 'bytes', folderId = 1): ActedFile {
    const { path: root, settings } = this.folders.get(folderId);
    const source = join(root, path);
    mkdirSync(dirname(source), { recursive: true });
    writeFileSync(toFsPath(source), content);
    const sighting = sightingAt(root, path);
    const now = NOW;
    const facts = this.database.transaction((writer) => {
      const begun = this.ledger.insertFile(writer, folderId, sighting, arriving(), { trigger: 'live', now });
      this.ledger.claim(writer, [begun.jobId], LEASE);
      this.ledger.recognise(writer, begun.jobId, { sha256: sha256Of(content), headSha256: '', mime: 'text/plain', kind: 'text' });
      return begun;
    });
    return this.acted(facts, root, settings.name, sha256Of(content));
  }

  /** A job that has begun by itself, taken up. */
  takeUp(facts: JobFacts, content: string): ActedFile {
    const { path: root, settings } = this.folders.get(facts.folderId);
    this.database.transaction((writer) => {
      this.ledger.claim(writer, [facts.jobId], LEASE);
      this.ledger.recognise(writer, facts.jobId, { sha256: sha256Of(content), headSha256: '', mime: 'text/plain', kind: 'text' });
    });
    return this.acted(facts, root, settings.name, sha256Of(content));
  }

  private acted({ jobId, fileId, folderId, path, size, mtimeMs, ino, event, arrivedAt }: JobFacts, root: string, folderName: string, sha256: string): ActedFile {
    return { jobId, fileId, folderId, folderName, root, path, source: join(root, path), size, mtimeMs, ino, sha256, event, arrivedAt, isGone: false };
  }

  context(file: ActedFile): StepContext {
    const facts: Record<string, string> = { name: basename(file.path), stem: basename(file.path).replace(/\.[^.]*$/, ''), extension: /\.([^.]*)$/.exec(file.path)?.[1] ?? '', path: file.path, folder: file.folderName, event: file.event };
    return {
      file,
      rule: RULE,
      step: `${(this.steps += 1)}`,
      values: { fact: (name) => facts[name], captures: {}, counter: 1, now: NOW, source: file.source },
      taken: [],
      surroundings: {
        dataFolder: this.data,
        folders: () => this.folders.list().map(({ id, path, settings }) => ({ id, path, name: settings.name })),
        programsAllowed: false,
        roots: [file.root],
      },
    };
  }

  /** One action that leaves the original where it lies. */
  async act(file: ActedFile, written: Written, context = this.context(file)): Promise<Acted> {
    const spec = actionSpecSchema.parse(written);
    const action = actionOf(spec);
    if (action?.kind !== 'side') throw new Error(`${written.do} moves the original`);
    action.check(spec as never, context.surroundings);
    action.plan(spec as never, context);
    const journal = new StepJournal({ effects: this.effects, commit: this.commit, lease: LEASE }, file, { rule: RULE, step: context.step });
    return action.act(spec as never, context, { mill: this.mill, journal, signal: new AbortController().signal, progress: () => undefined });
  }

  redirect(file: ActedFile, written: Written): Redirect | null {
    const spec = actionSpecSchema.parse(written);
    const action = actionOf(spec);
    if (action?.kind !== 'original') throw new Error(`${written.do} leaves the original`);
    const context = this.context(file);
    action.check(spec as never, context.surroundings);
    action.plan(spec as never, context);
    return action.redirect(spec as never, context, { folder: dirname(file.source), name: basename(file.source) });
  }

  /** One action that moves the original, and the job's end. */
  async moved(file: ActedFile, written: Written): Promise<Ending | Stayed> {
    const redirect = this.redirect(file, written);
    const end = redirect === null ? { stays: 'It lies there already.' } : await this.relocate(file, redirect);
    this.settle(file, 'stays' in end ? null : end);
    return end;
  }

  async relocate(file: ActedFile, redirect: Redirect, signal = new AbortController().signal): Promise<Ending | Stayed> {
    const by = { rule: RULE, step: `${(this.steps += 1)}` };
    const journal = new StepJournal({ effects: this.effects, commit: this.commit, lease: LEASE }, file, by);
    return relocateOriginal(this.mill, file, redirect, { ...by, journal, signal, progress: () => undefined });
  }

  /** The job is done, and with it what became of the original. */
  settle({ jobId }: Pick<ActedFile, 'jobId'>, end: Ending | null = null): void {
    const begun = this.database.transaction((writer) => {
      this.ledger.endPrepared(writer, jobId, 'Read.', Date.now());
      return end?.conclude(writer) ?? null;
    });
    if (begun) this.begun.push(begun);
  }

  /** `"action state"` of each effect, oldest first. */
  states(): string[] {
    return this.database.all<Effect>('SELECT action, state FROM effects ORDER BY id').map(({ action, state }) => `${action} ${state}`);
  }

  lastEffect(): Effect {
    const { id } = this.database.get<{ id: number }>('SELECT max(id) AS id FROM effects') ?? { id: 0 };
    return this.effects.byId(id) as Effect;
  }

  /** Every file and link below a folder, by its path there: its text, or where it leads. */
  tree(folder = join(this.base, 'inbox')): Record<string, string> {
    const found: Record<string, string> = {};
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isDirectory()) continue;
      found[path.slice(folder.length + 1)] = lstatSync(path).isSymbolicLink() ? `→ ${readlinkSync(path)}` : readFileSync(path, 'utf8');
    }
    return Object.fromEntries(Object.entries(found).sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** What the vault holds. */
  kept(): string[] {
    try {
      return Object.values(this.tree(join(this.data, 'vault'))).sort();
    } catch {
      return [];
    }
  }

  /** Where the ledger says that a file lies: `folder:path`. */
  where(fileId: number): string {
    const row = this.database.get<{ root: string; path: string; present: number }>('SELECT d.path AS root, f.path, f.present FROM files f JOIN folders d ON d.id = f.folder_id WHERE f.id = ?', fileId);
    return row ? `${row.present ? '' : 'gone '}${join(row.root, row.path)}` : 'unknown';
  }

  /** Event, state, and whether it is the current one, of each job of a file. */
  jobs(fileId: number): string[] {
    return this.database
      .all<{ line: string }>(`SELECT event || ' ' || state || CASE WHEN is_current THEN '' ELSE ' (former)' END AS line FROM jobs WHERE file_id = ? ORDER BY id`, fileId)
      .map(({ line }) => line);
  }

  end(): void {
    this.database.close();
    if (this.dataHome === undefined) delete process.env.XDG_DATA_HOME;
    else process.env.XDG_DATA_HOME = this.dataHome;
    rmSync(this.base, { recursive: true, force: true });
  }
}

/** An old file: rights and time that no copy has by itself. */
export const age = (path: string): void => utimesSync(path, 1_000, 2_000);

export const sha256Of = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');
