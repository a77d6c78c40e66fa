import { app, powerMonitor, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import type { Log } from '../../base/log';
import type { Snapshot } from '../../shared/model/engine';
import { createNotifier } from '../native/notifier';
import { createTray, type TrayView } from '../native/tray';
import { isTrayShown } from '../tray/tray-presence';
import { trayFace } from '../native/tray-words';
import type { EngineProcess } from '../supervise/engine-process';
import { EngineSupervisor } from '../supervise/engine-supervisor';
import { bringToFront } from '../window/main-window';
import type { WindowMemory } from '../window/window-memory';
import { ENGINE_PORT } from '../../shared/contract/shell-channels';
import { shellHandlers } from './shell-handlers';
import type { ShellDoor } from './shell-door';
import { serveShell } from './shell-server';

interface ShellOptions {
  readonly window: BrowserWindow;
  readonly memory: WindowMemory;
  readonly resources: string;
  readonly dataFolder: string;
  /** The first engine, started already, and how to start another. */
  readonly engine: EngineProcess;
  readonly startEngine: () => EngineProcess;
  readonly door: ShellDoor;
  readonly log: Log;
}

/** What `main` can still ask of the shell once it runs. */
export interface Shell {
  offerFolders(paths: readonly string[]): void;
  /** Resolves when the engine has ended. */
  end(): Promise<void>;
}

const FOCUS_RESCAN_MS = 10_000;
const PAGE_ID = 'main';

/** Ties engine, page, tray and notices together. Loaded after the window was opened, so that it delays no paint. */
export function runShell({ window, memory, resources, dataFolder, engine, startEngine, door, log }: ShellOptions): Shell {
  const page = window.webContents;
  const offered: string[] = [];
  let isPageReady = false;
  let isEnding = false;
  let snapshot: Snapshot | null = null;
  let tray: TrayView | null = null;
  let canHide = process.platform === 'darwin';

  const openWindow = (): void => bringToFront(window);
  const openAttention = (): void => {
    openWindow();
    server.emit('screen.wanted', { screen: 'attention', value: null });
  };
  /** Null where it is about no single file. */
  const openFile = (fileId: number | null): void => {
    openWindow();
    if (fileId !== null) server.emit('screen.wanted', { screen: 'files', value: `fileId=${fileId}` });
  };
  const notifier = createNotifier({
    isWatched: () => !window.isDestroyed() && window.isVisible() && window.isFocused(),
    onClick: openAttention,
    log,
  });

  const supervisor = new EngineSupervisor(engine, {
    start: startEngine,
    log,
    onStatus: (status) => {
      if (status.state !== 'running') snapshot = null;
      server.emit('engine.status', status);
      showTray();
    },
    onSnapshot: (taken) => {
      const hadAttention = snapshot?.accounting.attention;
      snapshot = taken;
      if (taken.accounting.attention !== hadAttention) app.setBadgeCount(taken.accounting.attention);
      notifier.update(taken);
      showTray();
    },
    onNotice: ({ title, message, fileId }) => notifier.show({ title, body: message }, () => openFile(fileId)),
  });

  const server = serveShell({
    page,
    log,
    handlers: shellHandlers({ window, supervisor, memory, dataFolder, onPageReady: pageReady }),
    onPortWanted: () => supervisor.servePage({ id: PAGE_ID, take: (port) => page.postMessage(ENGINE_PORT, null, [port]) }),
  });

  door.open(server);

  function showTray(): void {
    tray?.show(trayFace(supervisor.status, snapshot));
  }

  function pageReady(): void {
    const startedAt = process.getCreationTime();
    if (!isPageReady && startedAt !== null) log.info('page.ready', { sinceStartMs: Math.round(Date.now() - startedAt) });
    if (!window.isVisible() && !isPageReady) window.show();
    supervisor.tellPainted();
    if (tray === null) showTrayIcon();
    isPageReady = true;
    offer();
  }

  function offer(): void {
    if (isPageReady && offered.length > 0) server.emit('folders.offered', { paths: offered.splice(0) });
  }

  // A page that goes away takes its port along; the next one asks for its own.
  page.on('did-start-navigation', (details) => {
    if (!details.isMainFrame || details.isSameDocument) return;
    isPageReady = false;
    supervisor.forgetPage(PAGE_ID);
  });
  page.on('render-process-gone', () => supervisor.forgetPage(PAGE_ID));

  let lastFocusRescan = -Infinity;
  window.on('focus', () => {
    const now = performance.now();
    if (now - lastFocusRescan < FOCUS_RESCAN_MS) return;
    lastFocusRescan = now;
    supervisor.wantRescan('focus');
  });
  powerMonitor.on('resume', () => supervisor.wantRescan('resume'));

  window.on('close', (event) => {
    memory.flush();
    if (isEnding) return;
    event.preventDefault();
    if (!canHide) {
      app.quit();
      return;
    }
    window.hide();
    if (!memory.facts.trayNoticeGiven && process.platform !== 'darwin') {
      memory.remember({ trayNoticeGiven: true });
      const body = 'It goes on watching your folders. Its icon in the tray opens the window again, and quits it.';
      notifier.show({ title: 'Filemill is still running', body }, openWindow);
    }
  });
  app.on('activate', openWindow);

  function showTrayIcon(): void {
    tray = createTray({
      iconFolder: join(resources, 'icons'),
      onOpen: openWindow,
      onPause: (action) => {
        supervisor.call(action, {}).catch((error: unknown) => log.warn('tray.call-failed', { action, error }));
      },
      onQuit: () => app.quit(),
      log,
    });
    showTray();
    void isTrayShown().then((isShown) => {
      canHide ||= isShown && tray !== null;
      log.info('tray', { isShown });
    });
  }

  return {
    offerFolders(paths) {
      offered.push(...paths);
      offer();
    },
    async end() {
      isEnding = true;
      if (!window.isDestroyed()) window.hide();
      await supervisor.end();
    },
  };
}
