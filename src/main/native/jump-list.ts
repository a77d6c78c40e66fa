import { app, Menu } from 'electron';
import type { Place } from '../window/place';
import { t, words } from '../../shared/words/words';

const PLACES = [
  { title: words('What needs you'), screen: 'attention' },
  { title: words('History'), screen: 'history' },
] as const;

/** Tasks and recent files at the icon: the jump list of Windows, the Dock's menu on macOS. On Linux the packages bring them. */
export function offerPlaces(onPlace: (place: Place) => void): void {
  if (process.platform === 'darwin') {
    app.dock?.setMenu(Menu.buildFromTemplate(PLACES.map(({ title, screen }) => ({ label: t(title), click: () => onPlace({ screen, value: null }) }))));
  }
  if (process.platform !== 'win32') return;
  const own = app.isPackaged ? '' : `"${app.getAppPath()}" `;
  app.setJumpList([
    {
      type: 'tasks',
      items: PLACES.map(({ title, screen }) => ({ type: 'task', title: t(title), description: t(title), program: process.execPath, args: `${own}-- filemill://${screen}` })),
    },
    { type: 'recent' },
  ]);
}
