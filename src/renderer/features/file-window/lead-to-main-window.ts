import { callShell } from '../../engine-client/shell-client';
import { HOME, hrefOf, useRoute } from '../../state/route-store';
import { attempt } from '../../state/toast-store';

/** In the window of one file every link to another place leads to the main window; this one stays with its file. */
export function leadToMainWindow(fileId: number): void {
  useRoute.setState({
    route: { ...HOME, section: 'files', fileId },
    go: (route) => {
      const [screen = '', value = null] = hrefOf(route).slice(1).split('?', 2);
      void attempt(() => callShell('screen.show', { screen, value }));
    },
    adjust: () => undefined,
  });
}
