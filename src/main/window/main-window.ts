import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../base/log';
import { APP_PAGE } from '../protocols/addresses';
import { preloadPath } from '../start-up/built-files';
import { placeWindow, SMALLEST_SIZE } from './placement';
import { arrangementOf, type WindowMemory } from './window-memory';

/** The ground colours of the page (LOOK.md), so that the first frame does not flash. */
const GROUND = { light: '#f6f5f3', dark: '#141312' } as const;

/** A page that died so soon after its last reload is not reloaded again: it would only die again. */
const RELOAD_PAUSE_MS = 10_000;

export function openMainWindow(memory: WindowMemory, iconFolder: string, log: Log): BrowserWindow {
  // Asking for the screens takes a moment, which the very first start has no use for.
  const displays = memory.facts.bounds === null ? [] : screen.getAllDisplays();
  const workAreas = displays.map((display) => display.workArea);
  const place = memory.placeFor(arrangementOf(displays));
  const icon = join(iconFolder, 'window.png');
  const window = new BrowserWindow({
    ...placeWindow(place.bounds, workAreas),
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
  if (place.isMaximized) window.maximize();

  window.once('ready-to-show', () => window.show());
  rememberPlace(window, memory);
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

/** A system that loses a screen moves windows before it says so: a move counts once the screens have stayed the same. */
const MOVE_SETTLES_MS = 300;

function rememberPlace(window: BrowserWindow, memory: WindowMemory): void {
  let timer: NodeJS.Timeout | null = null;
  const note = (): void => {
    timer = null;
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    const screens = arrangementOf(screen.getAllDisplays());
    memory.rememberPlace({ screens, isMaximized: window.isMaximized(), bounds: window.getNormalBounds() });
  };
  const noteSoon = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(note, MOVE_SETTLES_MS);
  };
  for (const moved of ['resize', 'move', 'maximize', 'unmaximize'] as const) window.on(moved as 'resize', noteSoon);
  window.on('close', () => {
    if (timer === null) return;
    clearTimeout(timer);
    note();
  });

  const onScreens = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (window.isDestroyed() || window.isFullScreen()) return;
    const displays = screen.getAllDisplays();
    const { bounds, isMaximized } = memory.placeFor(arrangementOf(displays));
    const placed = placeWindow(bounds, displays.map((display) => display.workArea));
    if (isMaximized) {
      window.maximize();
      return;
    }
    if (window.isMaximized()) window.unmaximize();
    window.setBounds(placed);
    if (placed.x === undefined) window.center();
  };
  screen.on('display-added', onScreens);
  screen.on('display-removed', onScreens);
  window.once('closed', () => {
    screen.off('display-added', onScreens);
    screen.off('display-removed', onScreens);
  });
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
