import type { AppUpdater } from 'electron-updater';
import { join } from 'node:path';
import { atomicWrite } from '../../base/atomic-write';
import type { Log } from '../../base/log';
import type { UpdateState } from '../../shared/model/update-state';
import { t } from '../../shared/words/words';

/** The part of electron-updater that is used here. */
export type Updater = Pick<AppUpdater, 'autoDownload' | 'autoInstallOnAppQuit' | 'checkForUpdates' | 'downloadUpdate' | 'quitAndInstall' | 'updateConfigPath' | 'forceDevUpdateConfig' | 'requestHeaders' | 'logger'>;

interface UpdatesOptions {
  readonly dataFolder: string;
  readonly isPackaged: boolean;
  /** Loads the library; not called before a feed is set. */
  readonly load: () => Promise<Updater>;
  /** There is a version that nobody was told of. */
  readonly onAvailable: (version: string) => void;
  readonly log: Log;
}

const DAILY_MS = 24 * 3_600_000;
const off = (): UpdateState => ({ state: 'off', version: null, sentence: t('No feed is set, so nobody is asked for newer versions.') });

/**
 * Looks for newer versions, where the settings name a feed, and nowhere else: without one the library is not even loaded.
 * Nothing is fetched and nothing replaced before somebody says so.
 */
export class Updates {
  private feed: string | null = null;
  private updater: Promise<Updater> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private current: UpdateState = off();
  private toldOf: string | null = null;

  constructor(private readonly options: UpdatesOptions) {}

  get state(): UpdateState {
    return this.feed === null ? off() : this.current;
  }

  /** What the settings say; looks at once and then every day. */
  follow(feed: string | null): void {
    if (feed === this.feed) return;
    this.feed = feed;
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.updater = null;
    this.current = feed === null ? off() : { state: 'unknown', version: null, sentence: t('Nobody was asked yet.') };
    if (feed === null) return;
    void this.check();
    this.timer = setInterval(() => void this.check(), DAILY_MS);
    this.timer.unref();
  }

  /** Never throws: what goes wrong is the state. */
  async check(): Promise<UpdateState> {
    const { feed } = this;
    if (feed === null) return this.state;
    const found = await this.ask(feed).catch((error: unknown) => this.failed(t('The feed could not be asked.'), error));
    // Another feed, or none, may have been set meanwhile.
    if (feed !== this.feed) return this.current;
    this.current = found;
    if (found.state === 'available' && found.version !== null && found.version !== this.toldOf) {
      this.toldOf = found.version;
      this.options.onAvailable(found.version);
    }
    return found;
  }

  private async ask(feed: string): Promise<UpdateState> {
    this.updater ??= this.prepare(feed);
    const result = await (await this.updater).checkForUpdates();
    if (result === null) {
      return { state: 'impossible', version: null, sentence: t('This copy of Filemill was not installed from a package that can replace itself. Install a newer one by hand.') };
    }
    const { version } = result.updateInfo;
    if (!result.isUpdateAvailable) return { state: 'current', version: null, sentence: t('This is the newest version.') };
    return { state: 'available', version, sentence: t('Filemill {version} is available.', { version: version ?? '' }) };
  }

  private async prepare(feed: string): Promise<Updater> {
    const { dataFolder, isPackaged, load, log } = this.options;
    const updater = await load();
    const path = join(dataFolder, 'browser', 'update-feed.yml');
    atomicWrite(path, `${JSON.stringify({ provider: 'generic', url: feed, updaterCacheDirName: 'filemill-updater' })}\n`);
    updater.updateConfigPath = path;
    updater.forceDevUpdateConfig = !isPackaged;
    updater.autoDownload = false;
    updater.autoInstallOnAppQuit = false;
    // Else the library sends a number that is the same in every request of this installation.
    updater.requestHeaders = { 'x-user-staging-id': 'none' };
    updater.logger = {
      info: (message) => log.info('update', { message }),
      warn: (message) => log.warn('update', { message }),
      error: (message) => log.warn('update', { message }),
    };
    return updater;
  }

  /** Fetches the newer version, and then ends Filemill and starts that one. */
  async install(quit: () => Promise<void>): Promise<void> {
    const { updater } = this;
    if (updater === null || this.current.state !== 'available') return;
    const { version } = this.current;
    this.current = { state: 'downloading', version, sentence: t('Filemill {version} is being fetched.', { version: version ?? '' }) };
    try {
      const loaded = await updater;
      await loaded.downloadUpdate();
      this.current = { state: 'ready', version, sentence: t('Filemill {version} starts in a moment.', { version: version ?? '' }) };
      await quit();
      loaded.quitAndInstall();
    } catch (error) {
      this.current = this.failed(t('Filemill {version} could not be fetched.', { version: version ?? '' }), error);
    }
  }

  private failed(sentence: string, error: unknown): UpdateState {
    this.options.log.warn('update.failed', { error });
    return { state: 'failed', version: null, sentence: `${sentence} ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`.trim().slice(0, 300) };
  }
}
