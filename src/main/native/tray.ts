import { Menu, nativeImage, Tray, type NativeImage } from 'electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../base/log';
import type { TrayFace, TrayIcon } from './tray-words';

interface TrayOptions {
  readonly iconFolder: string;
  readonly onOpen: () => void;
  readonly onPause: (action: 'engine.pause' | 'engine.resume') => void;
  readonly onQuit: () => void;
  readonly log: Log;
}

export interface TrayView {
  show(face: TrayFace): void;
}

/** Null where the system refuses one; everything in it can be reached from the window too. */
export function createTray(options: TrayOptions): TrayView | null {
  const { iconFolder, onOpen, onPause, onQuit, log } = options;
  try {
    const icons = new Map<TrayIcon, NativeImage>();
    const iconFor = (name: TrayIcon): NativeImage => {
      const image = icons.get(name) ?? readIcon(iconFolder, name);
      icons.set(name, image);
      return image;
    };
    const tray = new Tray(iconFor('idle'));
    tray.setToolTip('Filemill');
    tray.on('click', onOpen);
    let shown = '';
    return {
      show(face) {
        // Rebuilding the menu closes it under the user's hand: only when something in it is new.
        const key = JSON.stringify(face);
        if (key === shown || tray.isDestroyed()) return;
        shown = key;
        tray.setImage(iconFor(face.icon));
        tray.setToolTip(`Filemill: ${face.line}`);
        tray.setContextMenu(
          Menu.buildFromTemplate([
            { label: face.line, enabled: false },
            { type: 'separator' },
            { label: 'Open Filemill', click: onOpen },
            {
              label: face.pauseAction === 'engine.resume' ? 'Resume' : 'Pause',
              enabled: face.pauseAction !== null,
              click: () => {
                if (face.pauseAction !== null) onPause(face.pauseAction);
              },
            },
            { type: 'separator' },
            { label: 'Quit (watching stops)', click: onQuit },
          ]),
        );
      },
    };
  } catch (error) {
    log.warn('tray.refused', { error });
    return null;
  }
}

/** Linux panels draw 22 pixels, Windows and macOS 16, each twice as many on fine screens. */
function readIcon(folder: string, name: TrayIcon): NativeImage {
  const isMac = process.platform === 'darwin';
  const base = isMac ? `tray-${name}-template` : `tray-${name}`;
  const image = nativeImage.createEmpty();
  const add = (pixels: number, scaleFactor: number): void => {
    image.addRepresentation({ scaleFactor, buffer: readFileSync(join(folder, `${base}-${pixels}.png`)) });
  };
  if (process.platform === 'linux') add(22, 1);
  else add(16, 1);
  add(32, 2);
  if (isMac) image.setTemplateImage(true);
  return image;
}
