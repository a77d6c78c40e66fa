import { Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SavedView } from '../../../shared/model/view';
import { Menu, type MenuPlace } from '../../parts/menu';
import { removeView, renameView } from './view-acts';
import { t } from '../../../shared/words/words';

/** What can be done with a saved view. */
export function ViewMenu({ view, place, onClose }: { view: SavedView; place: MenuPlace; onClose: () => void }): ReactNode {
  return (
    <Menu
      label={t('View “{name}”', { name: view.name })}
      place={place}
      items={[
        { id: 'view-rename', label: t('Rename…'), icon: Pencil, run: () => renameView(view) },
        { id: 'view-remove', label: t('Remove'), icon: Trash2, run: () => void removeView(view) },
      ]}
      onClose={onClose}
    />
  );
}
