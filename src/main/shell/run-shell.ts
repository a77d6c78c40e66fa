import { app, clipboard, dialog, Menu, powerMonitor, type BrowserWindow, type WebContents } from 'electron';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../base/log';
import { restWhenIdle } from '../../base/rest-when-idle';
import { speakAs } from '../../base/words/speak-in-process';
import { ENGINE_PORT } from '../../shared/contract/shell-channels';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import type { Snapshot } from '../../shared/model/engine';
import type { GeneralSettings } from '../../shared/model/settings';
import type { LanguageChoice } from '../../shared/words/languages';
import { gatherDiagnostics } from '../diagnostics/gather-diagnostics';
import { hasArchiveEnding } from '../native/archive-endings';
import { setLoginItem } from '../native/login-item';
import { offerPlaces } from '../native/jump-list';
import { openDropFolder } from '../native/open-drop-folder';
import { openPath } from '../native/open-on-desktop';
import { Taskbar } from '../native/taskbar';
import { createNotifier } from '../notices/notifier';
import { endNotices } from '../notices/notify-send';
import { placeOfLink } from '../start-up/deep-link';
import type { Opened } from '../start-up/launch-options';
import type { EngineProcess } from '../supervise/engine-process';
import { EngineSupervisor } from '../supervise/engine-supervisor';
import { RecentResults } from '../tray/recent-results';
import { TrayLife } from '../tray/tray-life';
import { pauseEnd, RESULTS_SHOWN, type TrayAct } from '../tray/tray-menu';
import { Updates, type Updater } from '../updates/updates';
import type { FileWindows } from '../window/file-windows';
import { menuItems, type MenuAct, type Section } from '../window/menu-items';
import type { Place } from '../window/place';
import type { WindowKeeper } from '../window/window-keeper';
import type { WindowMemory } from '../window/window-memory';
import { PageInbox } from './page-inbox';
import { shellHandlers } from './shell-handlers';
import type { ShellDoor } from './shell-door';
import { serveShell } from './shell-server';
import { SettingsFollower } from './settings-follower';
import { t } from '../../shared/words/words';

interface ShellOptions {
  readonly windows: WindowKeeper;
  readonly fileWindows: FileWindows;
  readonly memory: WindowMemory;
  readonly resources: string;
  readonly docs: string;
  readonly dataFolder: string;
  /** The data folder as it was given; null for the usual one. */
  readonly givenDataFolder: string | null;
  /** Started without a window: one is opened where no tray could open it. */
  readonly isHidden: boolean;
  /** The first engine, started already, and how to start another. */
  readonly engine: EngineProcess;
  readonly startEngine: () => EngineProcess;
  readonly door: ShellDoor;
  readonly log: Log;
}

/** What `main` can still ask of the shell once it runs. */
export interface Shell {
  /** Shows what the desktop wants to be opened: folders to watch, archives, a link. */
  open(opened: Opened): void;
  /** Resolves when the engine has ended. */
  end(): Promise<void>;
}

const FOCUS_RESCAN_MS = 10_000;
/** At login the panel may start later than we do. */
const TRAY_PATIENCE_MS = 15_000;
const TRAY_ASK_MS = 1_000;

const pageIdOf = (page: WebContents): string => `page-${page.id}`;

/** Ties engine, page, tray and notices together. Loaded after the window was opened, so that it delays no paint. */
export function runShell(options: ShellOptions): Shell {
  const { windows, fileWindows, memory, resources, docs, dataFolder, givenDataFolder, isHidden, engine, startEngine, door, log } = options;
  const iconFolder = join(resources, 'icons');
  const resting = restWhenIdle();
  let isEnding = false;
  let snapshot: Snapshot | null = null;
  let settings: GeneralSettings | null = null;

  const openWindow = (): void => windows.show();
  const inbox = new PageInbox({
    emit: (name, payload) => server.emit(name, payload),
    isVisible: () => windows.window?.isVisible() === true,
    log,
  });
  const goTo = (place: Place): void => {
    openWindow();
    inbox.goTo(place);
  };
  const noted = (what: string) => (error: unknown): void => log.warn('shell.call-failed', { what, error });

  const notifier = createNotifier({
    isWatched: () => windows.isWatched,
    onShow: goTo,
    onRetry: (cause) => void supervisor.call('files.retry', { cause }).catch(noted('retry')),
    onUnshown: (notice) => inbox.tell(notice),
    icon: join(iconFolder, 'window.png'),
    log,
  });
  const taskbar = new Taskbar(iconFolder);
  const tray = new TrayLife({ iconFolder, onAct: actOfTray, log });
  const updates = new Updates({
    dataFolder,
    isPackaged: app.isPackaged,
    load: async () => (await import('electron-updater')).default.autoUpdater as Updater,
    onAvailable: (version) => {
      const place = { screen: 'settings', value: 'page=general' };
      notifier.say({ title: t('Filemill {version} is available', { version }), body: t('Nothing is fetched before you say so, in the settings.'), place, retry: null });
    },
    log,
  });

  const supervisor = new EngineSupervisor(engine, {
    start: startEngine,
    log,
    onStatus: (status) => {
      if (status.state !== 'running') {
        snapshot = null;
        follower.forget();
      }
      if (status.state === 'failed' && status.error !== null && !windows.isWatched) {
        notifier.say({ title: t('Filemill has stopped working'), body: status.error.message, place: { screen: 'overview', value: null }, retry: null });
      }
      server.emitToAll('engine.status', status);
      showState();
    },
    onSnapshot: (taken) => {
      snapshot = taken;
      follower.update(taken);
      notifier.update(taken);
      if (tray.isMade) results.update(taken.revision);
      showState();
    },
    onNotice: ({ title, message, fileId }) =>
      notifier.say({ title, body: message, place: { screen: 'files', value: fileId === null ? null : `fileId=${fileId}` }, retry: null }),
  });
  const follower = new SettingsFollower(() => supervisor.call('settings.read', {}), followSettings, log);
  const results = new RecentResults(async () => (await supervisor.call('history.page', { limit: RESULTS_SHOWN })).rows, showState);

  const server = serveShell({
    page: () => windows.window?.webContents ?? null,
    others: () => fileWindows.pages,
    log,
    handlers: shellHandlers({ windows, supervisor, memory, updates, dataFolder, onFileWindow: (id) => fileWindows.show(id), onScreen: goTo, onPageReady: pageReady, end: endShell }),
    onPortWanted: (page) => supervisor.servePage({ id: pageIdOf(page), take: (port) => !page.isDestroyed() && page.postMessage(ENGINE_PORT, null, [port]) }),
  });

  door.open(server);
  showWords();
  windows.onOpened(attendWindow);
  fileWindows.onOpened((window) => attendPage(window, () => undefined));
  if (isHidden) startHidden();

  function showState(): void {
    tray.show({ status: supervisor.status, snapshot, results: results.list });
    taskbar.show(windows.window, supervisor.status, snapshot);
  }

  /** What the desktop keeps of what Filemill says. */
  function showWords(): void {
    app.setAboutPanelOptions({ applicationName: 'Filemill', applicationVersion: app.getVersion(), copyright: t('MIT licence'), iconPath: join(iconFolder, 'window.png') });
    showMenu();
    offerPlaces(goTo);
  }

  async function followLanguage(language: LanguageChoice): Promise<void> {
    if (language === memory.facts.language) return;
    memory.remember({ language });
    if (!(await speakAs(language, app.getPreferredSystemLanguages()))) return;
    showWords();
    showState();
  }

  function followSettings(read: GeneralSettings): void {
    settings = read;
    void followLanguage(read.language).catch(noted('language'));
    notifier.follow(read.notifications);
    updates.follow(read.updates.feed);
    const { startAtLogin } = read.desktop;
    if (startAtLogin === memory.facts.startsAtLogin) return;
    // Only on a change: who takes the entry away by the desktop's own means is not overruled.
    try {
      setLoginItem(startAtLogin, givenDataFolder);
      memory.remember({ startsAtLogin: startAtLogin });
    } catch (error) {
      log.warn('login.not-set', { error });
    }
  }

  function pageReady(sections: readonly Section[]): void {
    const isFirst = !inbox.isReady;
    const startedAt = process.getCreationTime();
    if (isFirst && startedAt !== null) log.info('page.ready', { sinceStartMs: Math.round(Date.now() - startedAt) });
    const { window } = windows;
    if (isFirst && window !== null && !window.isVisible()) window.show();
    supervisor.tellPainted();
    if (!tray.isMade) makeTray();
    if (inbox.ready(sections)) showMenu();
  }

  /** A page that goes away takes its port along; the next one asks for its own. */
  function attendPage(window: BrowserWindow, onGone: () => void): void {
    const page = window.webContents;
    const id = pageIdOf(page);
    const pageGone = (): void => {
      onGone();
      supervisor.forgetPage(id);
    };
    page.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) pageGone();
    });
    page.on('render-process-gone', () => supervisor.forgetPage(id));
    window.once('closed', pageGone);
  }

  function attendWindow(window: BrowserWindow): void {
    attendPage(window, () => inbox.gone());
    window.once('closed', () => resting.noteWork());
    window.on('show', () => inbox.deliver());

    let lastFocusRescan = -Infinity;
    window.on('focus', () => {
      const now = performance.now();
      if (now - lastFocusRescan < FOCUS_RESCAN_MS) return;
      lastFocusRescan = now;
      supervisor.wantRescan('focus');
    });
    window.on('close', (event) => {
      memory.flush();
      if (isEnding) return;
      event.preventDefault();
      void closeWindow().catch(noted('close'));
    });
    showState();
  }

  /**
   * Into the tray, where one is shown and people want it; else this is the end. The windows of single files stay in the
   * first case, since each was asked for by itself; in the second they would hide that Filemill has nothing left to steer it by.
   */
  async function closeWindow(): Promise<void> {
    const isWanted = settings?.desktop.closeToTray ?? true;
    if (isWanted && (process.platform === 'darwin' || (await tray.look()))) {
      windows.hide();
      giveTrayNotice();
    } else {
      app.quit();
    }
  }

  function giveTrayNotice(): void {
    if (memory.facts.trayNoticeGiven || process.platform === 'darwin') return;
    memory.remember({ trayNoticeGiven: true });
    const body = t('It goes on watching your folders. Its icon in the tray opens the window again, and quits it.');
    notifier.tell({ title: t('Filemill is still running'), body, place: { screen: 'settings', value: null }, retry: null });
  }

  function makeTray(): void {
    tray.make();
    if (snapshot !== null) results.update(snapshot.revision);
    showState();
  }

  function startHidden(): void {
    makeTray();
    supervisor.tellPainted();
    const until = performance.now() + TRAY_PATIENCE_MS;
    const look = async (): Promise<void> => {
      if ((await tray.look()) || windows.window !== null || isEnding) return;
      if (performance.now() < until) setTimeout(() => void look().catch(noted('tray')), TRAY_ASK_MS);
      else openWindow();
    };
    void look().catch(noted('tray'));
  }

  function actOfTray(act: TrayAct): void {
    if (act.do === 'open') openWindow();
    else if (act.do === 'quit') app.quit();
    else if (act.do === 'settings') goTo({ screen: 'settings', value: null });
    else if (act.do === 'showFile') goTo({ screen: 'files', value: `fileId=${act.id}` });
    else if (act.do === 'resume') void supervisor.call('engine.resume', {}).catch(noted('resume'));
    else if (act.do === 'pause') void supervisor.call('engine.pause', { until: pauseEnd(act.for, new Date()) }).catch(noted('pause'));
    else if (act.do === 'scan') void supervisor.call('folders.scan', { id: act.folderId }).catch(noted('scan'));
    else void openDropFolder(supervisor, act.folderId).catch(complain);
  }

  /** What a person asked for came to nothing. */
  function complain(thrown: unknown): void {
    const { message, hint } = toErrorData(thrown);
    notifier.tell({ title: message, body: hint, place: { screen: 'overview', value: null }, retry: null });
  }

  function showMenu(): void {
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuItems({ platform: process.platform, productName: 'Filemill', sections: inbox.sections, onAct: actOfMenu })));
  }

  function actOfMenu(act: MenuAct): void {
    if (act.do === 'goTo') goTo({ screen: act.section, value: null });
    else if (act.do === 'openArchive') void chooseArchive().catch(complain);
    else if (act.do === 'copyDiagnostics') void copyDiagnostics().catch(complain);
    else if (act.do === 'openLogs') void openPath(join(dataFolder, 'logs')).catch(complain);
    else if (act.do === 'documentation') void openPath(join(docs, 'README.md')).catch(complain);
    else if (act.do === 'about') app.showAboutPanel();
    else {
      openWindow();
      server.emit('action.wanted', { action: act.do });
    }
  }

  async function copyDiagnostics(): Promise<void> {
    clipboard.writeText(await gatherDiagnostics(supervisor, dataFolder));
    const place = { screen: 'settings', value: 'page=advanced' };
    inbox.tell({ title: t('Diagnostics copied'), body: t('Versions, checks, settings without secrets, and the last lines of the logs.'), place, retry: null });
  }

  async function chooseArchive(): Promise<void> {
    const picked = await dialog.showOpenDialog({ title: t('Open an archive'), buttonLabel: t('Open@@a file'), properties: ['openFile'] });
    const path = picked.canceled ? undefined : picked.filePaths[0];
    if (path !== undefined) openArchive(path);
  }

  function openArchive(path: string): void {
    app.addRecentDocument(path);
    goTo({ screen: 'archives', value: `path=${encodeURIComponent(path)}` });
  }

  /** What someone gave us to open: a folder to watch, an archive, a file that the ledger may know. */
  function openGiven(path: string): void {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
      inbox.offerFolder(path);
    } else if (hasArchiveEnding(path)) {
      openArchive(path);
    } else {
      void supervisor.call('files.why', { path }).then(({ fileId, answer }) => {
        if (fileId !== null) goTo({ screen: 'files', value: `fileId=${fileId}` });
        else complain(new FilemillError('file.unknown', answer));
      }, complain);
    }
  }

  app.on('activate', openWindow);
  powerMonitor.on('resume', () => supervisor.wantRescan('resume'));

  async function endShell(): Promise<void> {
    isEnding = true;
    windows.window?.hide();
    fileWindows.hide();
    endNotices();
    await supervisor.end();
  }

  return {
    open({ paths, links }) {
      for (const path of paths) openGiven(path);
      for (const link of links) {
        const place = placeOfLink(link);
        if (place === null) log.warn('link.refused', { link: link.slice(0, 200) });
        else goTo(place);
      }
    },
    end: endShell,
  };
}
