import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Quit is always here, because many Linux desktops show no tray. */
export function setApplicationMenu(productName: string): void {
  const isMac = process.platform === 'darwin';
  const quit: MenuItemConstructorOptions = { role: 'quit', label: `Quit ${productName}`, accelerator: 'CmdOrCtrl+Q' };
  const template: MenuItemConstructorOptions[] = [
    isMac
      ? {
          label: productName,
          submenu: [
            { role: 'about' },
            { type: 'separator' },
            { role: 'services' },
            { type: 'separator' },
            { role: 'hide' },
            { role: 'hideOthers' },
            { role: 'unhide' },
            { type: 'separator' },
            quit,
          ],
        }
      : { label: '&File', submenu: [{ role: 'close', label: 'Close window' }, { type: 'separator' }, quit] },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { label: '&Window', role: 'window', submenu: [{ role: 'minimize' }, { role: 'zoom' }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
