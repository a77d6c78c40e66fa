import { app, BrowserWindow, nativeTheme, type BrowserWindowConstructorOptions } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../base/log';
import { APP_PAGE } from '../protocols/addresses';
import { preloadPath } from '../start-up/built-files';

/** The ground colours of the page (LOOK.md), so that the first frame does not flash. */
const GROUND = { light: '#f6f5f3', dark: '#141312' } as const;

/** A page that died so soon after its last reload is not reloaded again: it would only die again. */
const RELOAD_PAUSE_MS = 10_000;

interface PageOptions {
  /** Place, size, and what else sets this kind of window apart; never `webPreferences`, which are the same for all. */
  readonly frame: Omit<BrowserWindowConstructorOptions, 'webPreferences' | 'show'>;
  readonly iconFolder: string;
  /** What the preload script tells the page beside the version, as switches. */
  readonly told?: readonly string[];
  readonly log: Log;
}

/** A window with our page in it, locked down; it shows itself once it is painted, and is revived when its page dies. */
export function openPage({ frame, iconFolder, told = [], log }: PageOptions): BrowserWindow {
  const icon = join(iconFolder, 'window.png');
  const window = new BrowserWindow({
    title: 'Filemill',
    ...frame,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    ...(process.platform === 'linux' && existsSync(icon) ? { icon } : {}),
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      additionalArguments: [`--filemill-version=${app.getVersion()}`, ...told],
    },
  });
  window.once('ready-to-show', () => window.show());
  const paintGround = (): void => window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light);
  nativeTheme.on('updated', paintGround);
  window.once('closed', () => void nativeTheme.off('updated', paintGround));
  reviveDeadPage(window, log);
  void window.loadURL(APP_PAGE).catch((error: unknown) => {
    log.error('page.not-loaded', { error });
    if (!window.isDestroyed()) window.show();
  });
  return window;
}

function reviveDeadPage(window: BrowserWindow, log: Log): void {
  let revivedAt = -Infinity;
  window.webContents.on('render-process-gone', (_event, details) => {
    log.error('page.gone', { reason: details.reason });
    if (details.reason === 'clean-exit' || performance.now() - revivedAt < RELOAD_PAUSE_MS) return;
    revivedAt = performance.now();
    // Not from inside the event: the contents are still being taken apart.
    setImmediate(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    });
  });
  window.on('unresponsive', () => log.warn('page.unresponsive'));
  window.on('responsive', () => log.info('page.responsive'));
}
