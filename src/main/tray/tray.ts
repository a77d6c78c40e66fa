import { Menu, nativeImage, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../base/log';
import { trayFace, type TrayIcon } from './tray-face';
import { trayMenu, type TrayAct, type TrayFacts, type TrayItem } from './tray-menu';

interface TrayOptions {
  readonly iconFolder: string;
  readonly onAct: (act: TrayAct) => void;
  readonly log: Log;
}

export interface TrayView {
  show(facts: TrayFacts): void;
  destroy(): void;
}

/** A new menu closes the one that is open under the user's hand, so counts that run are shown no more often than this. */
const RENEW_MS = 2_000;

/** Null where the system refuses one; everything in it can be reached from the window too. */
export function createTray({ iconFolder, onAct, log }: TrayOptions): TrayView | null {
  try {
    const icons = new Map<TrayIcon, NativeImage>();
    const iconFor = (name: TrayIcon): NativeImage => {
      const image = icons.get(name) ?? readIcon(iconFolder, name);
      icons.set(name, image);
      return image;
    };
    const tray = new Tray(iconFor('idle'));
    tray.setToolTip('Filemill');
    tray.on('click', () => onAct({ do: 'open' }));
    let shownIcon: TrayIcon = 'idle';
    let shownMenu = '';
    let wanted: TrayFacts | null = null;
    let timer: NodeJS.Timeout | null = null;

    function renew(): void {
      timer = null;
      if (wanted === null || tray.isDestroyed()) return;
      const { icon, line } = trayFace(wanted.status, wanted.snapshot);
      const items = trayMenu(wanted);
      wanted = null;
      if (icon !== shownIcon) tray.setImage(iconFor(icon));
      shownIcon = icon;
      const key = JSON.stringify(items);
      if (key === shownMenu) return;
      shownMenu = key;
      tray.setToolTip(`Filemill: ${line}`);
      tray.setContextMenu(Menu.buildFromTemplate(templateOf(items, onAct)));
      timer = setTimeout(renew, RENEW_MS);
    }

    return {
      show(facts) {
        wanted = facts;
        if (timer === null) renew();
      },
      destroy() {
        if (timer !== null) clearTimeout(timer);
        tray.destroy();
      },
    };
  } catch (error) {
    log.warn('tray.refused', { error });
    return null;
  }
}

function templateOf(items: readonly TrayItem[], onAct: (act: TrayAct) => void): MenuItemConstructorOptions[] {
  return items.map((item) => {
    if (item === 'separator') return { type: 'separator' };
    if ('items' in item) return { label: item.label, submenu: templateOf(item.items, onAct) };
    if ('isOff' in item) return { label: item.label, enabled: false };
    return { label: item.label, click: () => onAct(item.act) };
  });
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
