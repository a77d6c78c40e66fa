import { basename } from 'node:path';
import { realPathOf } from '../base/safe-path';
import { FilemillError, toErrorData } from '../shared/errors/filemill-error';
import { folderSettingsSchema, type FolderSettings } from '../shared/model/folder';
import { checkFolder } from './guard/check-folder';
import { checkOutput } from './guard/check-output';
import { checkSettings } from './guard/check-settings';
import { fileFilter, type FileFilter } from './stages/admit/file-filter';
import type { Database } from './store/database';
import { listFolders, putFolder, removeFolder, updateFolderSettings, type FolderRecord } from './store/folders';
import { t } from '../shared/words/words';

export interface KnownFolder extends FolderRecord {
  filter: FileFilter;
}

/** The folders of the ledger, with what is worked out from their settings. */
export class FolderRegistry {
  private readonly folders = new Map<number, KnownFolder>();

  /** @param outputs files that Filemill is told to write: no folder that holds one of them may be watched */
  constructor(
    private readonly database: Database,
    private readonly dataFolder: string,
    private readonly outputs: () => string[] = () => [],
    /** Why a file is none of its own but goes with another one, by its folder and its path in there; null for all others. */
    private readonly companionIn: (root: string, path: string) => string | null = () => null,
  ) {
    this.reload();
  }

  list(): KnownFolder[] {
    return [...this.folders.values()];
  }

  find(id: number): KnownFolder | undefined {
    return this.folders.get(id);
  }

  /** @throws FilemillError `folder.unknown` */
  get(id: number): KnownFolder {
    const folder = this.folders.get(id);
    if (!folder) throw new FilemillError('folder.unknown', t('There is no such folder.'), { hint: t('It may have been removed.') });
    return folder;
  }

  /** @throws FilemillError with a `folder.*` code when it can't be watched */
  check(path: string): string {
    const watched = this.list().filter(({ configured }) => configured);
    const real = checkFolder(path, watched, this.dataFolder);
    for (const output of this.outputs()) checkOutput(output, [{ path: real }], this.dataFolder);
    return real;
  }

  /** @throws FilemillError also `settings.invalid`, when the settings ask for what can't be done */
  add(path: string, patch: Partial<FolderSettings>, options: { configured: boolean; ignoreExisting: boolean }): KnownFolder {
    const real = this.check(path);
    const settings = this.settingsFor(real, patch);
    checkSettings(settings, real);
    return this.put(real, settings, options);
  }

  /** A folder given to one run of the command line; one that is known keeps its settings. */
  forThisRun(path: string, patch: Partial<FolderSettings>): KnownFolder {
    const known = this.list().find((folder) => folder.path === realPathOf(path));
    if (known?.configured) return known;
    return this.add(path, { ...known?.settings, ...patch }, { configured: false, ignoreExisting: false });
  }

  /** Without asking whether it can be watched: what the settings file or a former run said. */
  put(path: string, settings: FolderSettings, options: { configured: boolean; ignoreExisting: boolean }): KnownFolder {
    const record = putFolder(this.database, { path, settings, ...options }, Date.now());
    this.reload();
    return this.get(record.id);
  }

  /** @throws FilemillError `folder.unknown`; `settings.invalid`, when the settings ask for what can't be done */
  update(id: number, patch: Partial<FolderSettings>): KnownFolder {
    const folder = this.get(id);
    const settings = folderSettingsSchema.parse({ ...folder.settings, ...patch });
    checkSettings(settings, folder.path);
    updateFolderSettings(this.database, id, settings);
    this.reload();
    return this.get(id);
  }

  remove(id: number): void {
    this.get(id);
    removeFolder(this.database, id, Date.now());
    this.reload();
  }

  /** From now on files that appear are new ones. */
  endExisting(id: number): void {
    this.database.transaction((writer) => writer.run('UPDATE folders SET ignore_existing = 0 WHERE id = ?', id));
    this.reload();
  }

  settingsFor(path: string, patch: Partial<FolderSettings>): FolderSettings {
    return folderSettingsSchema.parse({ name: basename(path) || path, ...patch });
  }

  private withCompanions(root: string, filter: FileFilter): FileFilter {
    return (file) => {
      const reason = this.companionIn(root, file.path);
      return reason === null ? filter(file) : { taken: false, reason };
    };
  }

  private reload(): void {
    this.folders.clear();
    for (const record of listFolders(this.database)) {
      this.folders.set(record.id, { ...record, filter: this.withCompanions(record.path, filterOf(record)) });
    }
  }
}

/** Settings that an older Filemill took must not keep this one from starting: the folder's files tell what is wrong. */
function filterOf({ settings, path }: FolderRecord): FileFilter {
  try {
    return fileFilter(settings, path);
  } catch (error) {
    const { message } = toErrorData(error);
    return () => ({ taken: false, reason: message });
  }
}
