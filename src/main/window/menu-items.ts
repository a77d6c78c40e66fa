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
 * macOS, in File and Help elsewhere. Quit is always here, because many Linux desktops show no tray.
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
  const settings = keyOfPage('Settings…', { do: 'goTo', section: 'settings' }, 'CmdOrCtrl+,');
  const quit: MenuItemConstructorOptions = { role: 'quit', label: `Quit ${productName}`, accelerator: 'CmdOrCtrl+Q' };
  const about = item(`About ${productName}`, { do: 'about' });
  const places = sections.filter(({ id }) => id !== 'settings');
  return [
    ...(isMac
      ? [
          {
            label: productName,
            submenu: [about, separator, settings, separator, { role: 'services' }, separator, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, separator, quit],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: '&File',
      submenu: [
        item(t('Add folder…'), { do: 'addFolder' }, 'CmdOrCtrl+O'),
        item(t('Open archive…'), { do: 'openArchive' }, 'CmdOrCtrl+Shift+O'),
        ...(isMac ? [{ role: 'recentDocuments', submenu: [{ role: 'clearRecentDocuments' }] } satisfies MenuItemConstructorOptions] : []),
        separator,
        ...(isMac ? [] : [settings]),
        { role: 'close', label: 'Close window' },
        ...(isMac ? [] : [separator, quit]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        keyOfPage(t('All commands…'), { do: 'palette' }, 'CmdOrCtrl+K'),
        item(t('Search'), { do: 'search' }),
      ],
    },
    { label: '&View', submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, separator, { role: 'togglefullscreen' }] },
    ...(places.length === 0
      ? []
      : [{ label: '&Go', submenu: places.map(({ id, label }, i) => keyOfPage(label, { do: 'goTo', section: id }, i < 10 ? `CmdOrCtrl+${(i + 1) % 10}` : undefined)) }]),
    { label: '&Window', role: 'window', submenu: [{ role: 'minimize' }, { role: 'zoom' }, ...(isMac ? [separator, { role: 'front' } satisfies MenuItemConstructorOptions] : [])] },
    {
      label: '&Help',
      role: 'help',
      submenu: [
        item('Documentation', { do: 'documentation' }),
        item('Keys', { do: 'keys' }),
        separator,
        item('Copy diagnostics', { do: 'copyDiagnostics' }),
        item('Show the logs', { do: 'openLogs' }),
        ...(isMac ? [] : [separator, about]),
      ],
    },
  ];
}
