import { existsSync, watch, type FSWatcher } from 'node:fs';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import { generalSettingsSchema, settingsFileSchema, type GeneralSettings, type SettingsFile } from '../../shared/model/settings';
import { folderSettingsSchema } from '../../shared/model/folder';
import type { Lane } from '../../shared/model/file';
import type { Log } from '../../base/log';
import type { Alerts } from '../alerts';
import type { FolderRegistry } from '../folder-registry';
import { checkOutput } from '../guard/check-output';
import type { Database } from '../store/database';
import { readSettings, SETTINGS_NAME, settingsPath, writeSettings } from './settings-file';
import { t } from '../../shared/words/words';

type LaneSettings = NonNullable<GeneralSettings['lanes'][Lane]>;

const EVERYTHING: LaneSettings = { concurrency: null, paused: false };
const LAST_GOOD = 'settings';
const PAUSED = 'paused';
const PAUSED_UNTIL = 'pausedUntil';
const REREAD_MS = 300;

/**
 * Keeps `settings.yaml` and what is in force in step. A file with a mistake changes nothing: the last good settings,
 * kept in the store, stay in force and an alert names the line.
 */
export class SettingsKeeper {
  private settings: SettingsFile;
  private watcher: FSWatcher | null = null;
  private isFileGood = true;
  /** Grows with every change of what is in force. */
  revision = 0;
  private timer: NodeJS.Timeout | null = null;
  private readonly path: string;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly dataFolder: string,
    private readonly database: Database,
    private readonly alerts: Alerts,
    private readonly log: Log,
  ) {
    this.path = settingsPath(dataFolder);
    this.settings = this.read() ?? this.lastGood();
    this.remember();
    this.watchFile(dataFolder);
  }

  get general(): GeneralSettings {
    return this.settings.general;
  }

  /** What a lane may do; one that nobody has set may do everything. */
  lane(lane: Lane): LaneSettings {
    return this.settings.general.lanes[lane] ?? EVERYTHING;
  }

  get isPaused(): boolean {
    return this.fact(PAUSED) === '1';
  }

  /** When the pause ends by itself; null for one that somebody has to end. */
  get pausedUntil(): number | null {
    return Number(this.fact(PAUSED_UNTIL)) || null;
  }

  isPauseOver(): boolean {
    const until = this.pausedUntil;
    return until !== null && Date.now() >= until;
  }

  setPaused(isPaused: boolean, until: number | null = null): void {
    this.setFact(PAUSED_UNTIL, isPaused && until !== null ? String(until) : '');
    this.setFact(PAUSED, isPaused ? '1' : '0');
  }

  /** Called when somebody edited the file by hand and it is right. */
  onEdited(listener: () => void): void {
    this.listeners.add(listener);
  }

  /**
   * @throws FilemillError `settings.invalid` while the file has a mistake: it would undo the change at the next start;
   *   `folder.loop` when a file is to be written into a watched folder
   */
  update(patch: Partial<GeneralSettings>): GeneralSettings {
    this.mustBeWritable();
    const settings = { ...this.settings, general: generalSettingsSchema.parse({ ...this.settings.general, ...patch }) };
    checkOutputs(settings, this.dataFolder);
    this.revision += 1;
    this.settings = settings;
    this.write();
    return this.settings.general;
  }

  /** @throws FilemillError `settings.invalid` while the file has a mistake */
  mustBeWritable(): void {
    if (this.isFileGood) return;
    throw new FilemillError('settings.invalid', t('The settings file has a mistake, so nothing was changed.'), {
      hint: t('Correct {path} first.', { path: this.path }),
    });
  }

  /** The window or the command line changed a folder: the file follows. */
  keepFolders(folders: FolderRegistry): void {
    const configured = folders.list().filter((folder) => folder.configured);
    // Parsed, so that it compares equal to what is read back from the file.
    this.settings = settingsFileSchema.parse({
      ...this.settings,
      folders: configured.map(({ path, settings }) => ({ path, ...settings })),
    });
    this.write();
  }

  /** The file leads: its folders are added or changed, others are no longer configured. */
  applyFolders(folders: FolderRegistry): void {
    if (!existsSync(this.path)) return;
    const wanted = new Map(this.settings.folders.map(({ path, ...settings }) => [path, settings]));
    for (const folder of folders.list()) {
      if (folder.configured && !wanted.has(folder.path)) folders.remove(folder.id);
    }
    for (const [path, settings] of wanted) {
      folders.put(path, folderSettingsSchema.parse(settings), { configured: true, ignoreExisting: false });
    }
  }

  close(): void {
    this.watcher?.close();
    if (this.timer) clearTimeout(this.timer);
  }

  private read(): SettingsFile | null {
    try {
      const settings = readSettings(this.path);
      checkOutputs(settings, this.dataFolder);
      this.isFileGood = true;
      this.alerts.clear('settings');
      return settings;
    } catch (error) {
      this.isFileGood = false;
      this.log.warn('settings.invalid', { error });
      this.alerts.raise('settings', 'problem', toErrorData(error));
      return null;
    }
  }

  private lastGood(): SettingsFile {
    const kept = this.fact(LAST_GOOD);
    return settingsFileSchema.parse(kept === null ? {} : JSON.parse(kept));
  }

  private remember(): void {
    this.setFact(LAST_GOOD, JSON.stringify(this.settings));
  }

  private write(): void {
    this.remember();
    // A file with a mistake is the user's to correct: what they wrote is never overwritten.
    if (this.isFileGood) writeSettings(this.path, this.settings);
  }

  private watchFile(dataFolder: string): void {
    this.watcher = watch(dataFolder, (_event, name) => {
      if (name !== SETTINGS_NAME || this.timer) return;
      this.timer = setTimeout(() => {
        this.timer = null;
        this.reread();
      }, REREAD_MS);
      this.timer.unref();
    });
    this.watcher.on('error', (error) => this.log.warn('settings.watch', { error }));
  }

  private reread(): void {
    const settings = this.read();
    if (!settings || JSON.stringify(settings) === JSON.stringify(this.settings)) return;
    this.settings = settings;
    this.revision += 1;
    this.remember();
    for (const listener of this.listeners) listener();
  }

  private fact(key: string): string | null {
    return this.database.get<{ value: string }>('SELECT value FROM facts WHERE key = ?', key)?.value ?? null;
  }

  private setFact(key: string, value: string): void {
    this.database.transaction((writer) => writer.run('INSERT OR REPLACE INTO facts VALUES (?, ?)', key, value));
  }
}

function checkOutputs({ general, folders }: SettingsFile, dataFolder: string): void {
  if (general.heartbeatFile !== null) checkOutput(general.heartbeatFile, folders, dataFolder);
}
