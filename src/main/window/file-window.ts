import { screen, type BrowserWindow } from 'electron';
import type { Log } from '../../base/log';
import { openPage } from './open-page';
import { FILE_SIZE, placeBeside, SMALLEST_FILE_SIZE } from './placement';
import type { WindowMemory } from './window-memory';

interface FileWindowOptions {
  readonly fileId: number;
  /** The window that it opens beside, if there is one. */
  readonly origin: BrowserWindow | null;
  readonly memory: WindowMemory;
  readonly iconFolder: string;
  readonly log: Log;
}

/** A window for the detail of one file, as large as the last of them was left. */
export function openFileWindow({ fileId, origin, memory, iconFolder, log }: FileWindowOptions): BrowserWindow {
  const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const from = origin === null || origin.isDestroyed() || !origin.isVisible() ? null : origin.getNormalBounds();
  const frame = {
    ...placeBeside(from, memory.facts.fileSize ?? FILE_SIZE, workAreas),
    minWidth: SMALLEST_FILE_SIZE.width,
    minHeight: SMALLEST_FILE_SIZE.height,
    // Its keys count all the same, and Alt shows it; for one file it would be the largest thing in sight.
    autoHideMenuBar: true,
  };
  const window = openPage({ frame, iconFolder, told: [`--filemill-file=${fileId}`], log });
  window.on('resize', () => {
    if (window.isMinimized() || window.isMaximized() || window.isFullScreen()) return;
    const { width, height } = window.getNormalBounds();
    memory.remember({ fileSize: { width, height } });
  });
  window.on('close', () => memory.flush());
  return window;
}
