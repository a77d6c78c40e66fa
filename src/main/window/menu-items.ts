import type { MenuItemConstructorOptions } from 'electron';
import { t } from '../../shared/words/words';

/** A section of the window, as the page calls it. */
export interface Section {
  readonly id: string;
  readonly label: string;
}

/** What the items of Filemill's own ask for; done by the shell. */
export type MenuAct =
  | { do: 'addFolder' | 'search' | 'palette' | 'keys' | 'openArchive' | 'copyDiagnostics' | 'openLogs' | 'documentation' | 'about' }
  | { do: 'goTo'; section: string };

export interface MenuFacts {
  readonly platform: NodeJS.Platform;
  readonly productName: string;
  /** In the order of the window; none before the page has told them. */
  readonly sections: readonly Section[];
  readonly onAct: (act: MenuAct) => void;
}

/**
 * The menu bar, where each platform's people look for it: About, Settings and Quit in the application's own menu on
 * macOS, in File and Help elsewhere. Quit is always here, because many Linux desktops show no tray. Electron's own items speak
 * English alone, so each has its label from here.
 */
export function menuItems({ platform, productName, sections, onAct }: MenuFacts): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const item = (label: string, act: MenuAct, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => onAct(act),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  /** A key that the page has: the menu only shows it, since the page knows when it does not count. */
  const keyOfPage = (label: string, act: MenuAct, accelerator: string | undefined): MenuItemConstructorOptions => ({
    ...item(label, act, accelerator),
    registerAccelerator: false,
  });
  const settings = keyOfPage(t('Settings…'), { do: 'goTo', section: 'settings' }, 'CmdOrCtrl+,');
  const quit: MenuItemConstructorOptions = { role: 'quit', label: t('Quit {name}', { name: productName }), accelerator: 'CmdOrCtrl+Q' };
  const about = item(t('About {name}', { name: productName }), { do: 'about' });
  const places = sections.filter(({ id }) => id !== 'settings');
  return [
    ...(isMac
      ? [
          {
            label: productName,
            submenu: [about, separator, settings, separator, { role: 'services', label: t('Services') }, separator, { role: 'hide', label: t('Hide {name}', { name: productName }) }, { role: 'hideOthers', label: t('Hide Others') }, { role: 'unhide', label: t('Show All') }, separator, quit],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: t('&File'),
      submenu: [
        item(t('Add folder…'), { do: 'addFolder' }, 'CmdOrCtrl+O'),
        item(t('Open archive…'), { do: 'openArchive' }, 'CmdOrCtrl+Shift+O'),
        ...(isMac ? [{ role: 'recentDocuments', label: t('Open Recent'), submenu: [{ role: 'clearRecentDocuments', label: t('Clear Menu') }] } satisfies MenuItemConstructorOptions] : []),
        separator,
        ...(isMac ? [] : [settings]),
        { role: 'close', label: t('Close window') },
        ...(isMac ? [] : [separator, quit]),
      ],
    },
    {
      label: t('&Edit'),
      submenu: [
        { role: 'undo', label: t('Undo') },
        { role: 'redo', label: t('Redo') },
        separator,
        { role: 'cut', label: t('Cut') },
        { role: 'copy', label: t('Copy@@menu') },
        { role: 'paste', label: t('Paste') },
        { role: 'selectAll', label: t('Select All') },
        separator,
        keyOfPage(t('All commands…'), { do: 'palette' }, 'CmdOrCtrl+K'),
        item(t('Search'), { do: 'search' }),
      ],
    },
    { label: t('&View'), submenu: [{ role: 'resetZoom', label: t('Actual Size') }, { role: 'zoomIn', label: t('Zoom In') }, { role: 'zoomOut', label: t('Zoom Out') }, separator, { role: 'togglefullscreen', label: t('Toggle Full Screen') }] },
    ...(places.length === 0
      ? []
      : [{ label: t('&Go'), submenu: places.map(({ id, label }, i) => keyOfPage(label, { do: 'goTo', section: id }, i < 10 ? `CmdOrCtrl+${(i + 1) % 10}` : undefined)) }]),
    { label: t('&Window'), role: 'window', submenu: [{ role: 'minimize', label: t('Minimize') }, { role: 'zoom', label: t('Zoom@@menu') }, ...(isMac ? [separator, { role: 'front', label: t('Bring All to Front') } satisfies MenuItemConstructorOptions] : [])] },
    {
      label: t('&Help'),
      role: 'help',
      submenu: [
        item(t('Documentation'), { do: 'documentation' }),
        item(t('Keys'), { do: 'keys' }),
        separator,
        item(t('Copy diagnostics'), { do: 'copyDiagnostics' }),
        item(t('Show the logs'), { do: 'openLogs' }),
        ...(isMac ? [] : [separator, about]),
      ],
    },
  ];
}
