import { callEngine } from '../../engine-client/engine-client';
import { onShell } from '../../engine-client/shell-client';
import { useDialogs } from '../../state/dialog-store';
import { routeOf, useRoute } from '../../state/route-store';
import { attempt, useToasts } from '../../state/toast-store';
import { usePalette } from '../palette/palette-store';
import { focusSearch } from './use-shell-keys';
import { t } from '../../../shared/words/words';

/** Does what the shell asks for: folders given at the start, a screen wanted by a notice or the tray. */
export function followOffers(): void {
  onShell('folders.offered', ({ paths }) => {
    if (paths.length > 0) useDialogs.getState().openAddFolder(paths);
  });
  const goTo = (screen: string, value: string | null): void => {
    const { section } = routeOf(`#${screen}`);
    const target = value === null ? `#${section}` : `#${section}?${value}`;
    useRoute.getState().go(routeOf(target));
  };
  onShell('screen.wanted', ({ screen, value }) => goTo(screen, value));
  // The system has nothing that shows notices, or refused this one.
  onShell('notice.told', ({ title, body, screen, value, retry }) => {
    const also = retry === null ? {} : { also: { label: t('Retry'), run: () => void attempt(() => callEngine('files.retry', { cause: retry })) } };
    useToasts.getState().show({ text: title, hint: body, tone: 'plain', action: { label: t('Show'), run: () => goTo(screen, value) }, ...also });
  });
  onShell('action.wanted', ({ action }) => {
    if (action === 'addFolder') useDialogs.getState().openAddFolder();
    else if (action === 'keys') useDialogs.getState().setKeyHelp(true);
    else if (action === 'palette') usePalette.getState().open();
    else focusSearch();
  });
}
