import { Bookmark } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { SavedView } from '../../../shared/model/view';
import { Link } from '../../parts/link';
import type { MenuPlace } from '../../parts/menu';
import { useSnapshot } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { useSettings } from '../../state/settings-store';
import { ViewMenu } from './view-menu';
import { routeOfView, shownView } from './view-route';
import styles from './saved-views.module.css';

const NONE: readonly SavedView[] = [];

/** The saved views, in the rail. */
export function SavedViews(): ReactNode {
  const views = useSettings((state) => state.settings?.views ?? NONE);
  const folders = useSnapshot((snapshot) => snapshot.folders, []);
  const route = useRoute((state) => state.route);
  const [open, setOpen] = useState<{ view: SavedView; place: MenuPlace } | null>(null);
  const shown = shownView(views, route, folders);
  return (
    <>
      {views.map((view) => {
        const name = displayName(view.name);
        return (
          <Link
            key={view.name}
            to={routeOfView(view, folders)}
            className={styles.view}
            aria-current={view === shown ? 'true' : undefined}
            title={name}
            data-testid="saved-view"
            onContextMenu={(event) => {
              event.preventDefault();
              setOpen({ view, place: event.currentTarget.getBoundingClientRect() });
            }}
          >
            <Bookmark aria-hidden />
            <span className={styles.name} translate="no">
              {name}
            </span>
          </Link>
        );
      })}
      {open ? <ViewMenu view={open.view} place={open.place} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
