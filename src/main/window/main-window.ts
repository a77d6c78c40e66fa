import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../base/log';
import { APP_PAGE } from '../protocols/addresses';
import { preloadPath } from '../start-up/built-files';
import { placeWindow, SMALLEST_SIZE } from './placement';
import type { WindowMemory } from './window-memory';

/** The ground colours of the page (LOOK.md), so that the first frame does not flash. */
const GROUND = { light: '#f6f5f3', dark: '#141312' } as const;

/** A page that died so soon after its last reload is not reloaded again: it would only die again. */
const RELOAD_PAUSE_MS = 10_000;

export function openMainWindow(memory: WindowMemory, iconFolder: string, log: Log): BrowserWindow {
  const { facts } = memory;
  const workAreas = facts.bounds === null ? [] : screen.getAllDisplays().map((display) => display.workArea);
  const icon = join(iconFolder, 'window.png');
  const window = new BrowserWindow({
    ...placeWindow(facts.bounds, workAreas),
    minWidth: SMALLEST_SIZE.width,
    minHeight: SMALLEST_SIZE.height,
    title: 'Filemill',
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
      additionalArguments: [`--filemill-version=${app.getVersion()}`],
    },
  });
  if (facts.isMaximized) window.maximize();

  window.once('ready-to-show', () => window.show());
  rememberPlace(window, memory);
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) {
      window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light);
    }
  });
  reviveDeadPage(window, log);
  void window.loadURL(APP_PAGE).catch((error: unknown) => {
    log.error('page.not-loaded', { error });
    if (!window.isDestroyed()) window.show();
  });
  return window;
}

function rememberPlace(window: BrowserWindow, memory: WindowMemory): void {
  const note = (): void => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    memory.remember({ isMaximized: window.isMaximized(), bounds: window.getNormalBounds() });
  };
  window.on('resize', note);
  window.on('move', note);
  window.on('maximize', note);
  window.on('unmaximize', note);
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

/** In front of everything, wherever it was: minimised, hidden in the tray, behind other windows. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
