import { screen, type BrowserWindow } from 'electron';
import type { Log } from '../../base/log';
import { openPage } from './open-page';
import { placeWindow, SMALLEST_SIZE } from './placement';
import { arrangementOf, type WindowMemory } from './window-memory';

export function openMainWindow(memory: WindowMemory, iconFolder: string, log: Log): BrowserWindow {
  // Asking for the screens takes a moment, which the very first start has no use for.
  const displays = memory.facts.bounds === null ? [] : screen.getAllDisplays();
  const workAreas = displays.map((display) => display.workArea);
  const place = memory.placeFor(arrangementOf(displays));
  const frame = { ...placeWindow(place.bounds, workAreas), minWidth: SMALLEST_SIZE.width, minHeight: SMALLEST_SIZE.height };
  const window = openPage({ frame, iconFolder, log });
  if (place.isMaximized) window.maximize();
  rememberPlace(window, memory);
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
