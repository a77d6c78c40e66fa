import { onShell } from '../../engine-client/shell-client';
import { useDialogs } from '../../state/dialog-store';
import { routeOf, useRoute } from '../../state/route-store';

/** Does what the shell asks for: folders given at the start, a screen wanted by a notice or the tray. */
export function followOffers(): void {
  onShell('folders.offered', ({ paths }) => {
    if (paths.length > 0) useDialogs.getState().openAddFolder(paths);
  });
  onShell('screen.wanted', ({ screen, value }) => {
    const { section } = routeOf(`#${screen}`);
    const target = value === null ? `#${section}` : `#${section}?${value}`;
    useRoute.getState().go(routeOf(target));
  });
}
