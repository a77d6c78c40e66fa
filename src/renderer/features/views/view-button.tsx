import { Bookmark, BookmarkCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { IconButton } from '../../parts/icon-button';
import type { MenuPlace } from '../../parts/menu';
import { useSnapshot } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { useSettings } from '../../state/settings-store';
import { saveView } from './view-acts';
import { ViewMenu } from './view-menu';
import { shownView, viewAt } from './view-route';
import { t } from '../../../shared/words/words';

/** Saves what the list shows as a view; of a saved one, what can be done with it. */
export function ViewButton(): ReactNode {
  const route = useRoute((state) => state.route);
  const folders = useSnapshot((snapshot) => snapshot.folders, []);
  const views = useSettings((state) => state.settings?.views);
  const [place, setPlace] = useState<MenuPlace | null>(null);
  const shown = shownView(views ?? [], route, folders);
  if (shown === null) {
    const isPlain = viewAt(route, folders) === null;
    return (
      <IconButton
        icon={Bookmark}
        label={isPlain ? t('Save this view: search or filter first') : t('Save this view')}
        disabled={isPlain || views === undefined}
        data-testid="view-save"
        onClick={saveView}
      />
    );
  }
  return (
    <>
      <IconButton
        icon={BookmarkCheck}
        label={t('View “{name}”: rename or remove', { name: shown.name })}
        aria-haspopup="menu"
        data-testid="view-menu"
        onClick={(event) => setPlace(event.currentTarget.getBoundingClientRect())}
      />
      {place ? <ViewMenu view={shown} place={place} onClose={() => setPlace(null)} /> : null}
    </>
  );
}
