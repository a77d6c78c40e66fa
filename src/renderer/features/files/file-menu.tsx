import { AppWindow, ArrowUpToLine, Check, CircleHelp, CirclePause, CirclePlay, CircleX, ExternalLink, FolderOpen, KeyRound, RotateCw, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { FileRow } from '../../../shared/model/file';
import { showKey } from '../../keys/show-key';
import { Menu, type MenuItem, type MenuPlace } from '../../parts/menu';
import { openFileWindow } from '../file-window/open-file-window';
import { useUnlock } from '../unlock/unlock-store';
import { acceptFiles, cancelFiles, holdFiles, moveToFront, openFile, retryFiles, revealFile, showWhy } from './file-actions';
import { possibleActions, type ActionId } from './possible-actions';
import { t } from '../../../shared/words/words';

interface ActionWord {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly key?: string;
  readonly run: (row: FileRow) => void;
}

export const FILE_ACTIONS: Readonly<Record<ActionId, ActionWord>> = {
  unlock: { label: t('Enter password…'), icon: KeyRound, run: ({ id, name }) => useUnlock.getState().ask({ ids: [id], name }) },
  accept: { label: t('Accept the reading'), icon: Check, run: (row) => acceptFiles([row]) },
  retry: { label: t('Retry'), icon: RotateCw, key: 'R', run: (row) => retryFiles([row]) },
  takeUp: { label: t('Take up again'), icon: CirclePlay, key: 'P', run: (row) => holdFiles([row], false) },
  hold: { label: t('Set aside@@verb'), icon: CirclePause, key: 'P', run: (row) => holdFiles([row], true) },
  front: { label: t('Move to front'), icon: ArrowUpToLine, key: 'F', run: (row) => moveToFront([row]) },
  cancel: { label: t('Cancel'), icon: CircleX, run: (row) => cancelFiles([row]) },
  open: { label: t('Open'), icon: ExternalLink, run: (row) => openFile(row.id) },
  reveal: { label: t('Show in the file manager'), icon: FolderOpen, run: (row) => revealFile(row.id) },
};

interface Props {
  row: FileRow;
  place: MenuPlace;
  /** What is offered elsewhere already. */
  without?: readonly (ActionId | 'window')[];
  /** What only this place offers. */
  more?: readonly MenuItem[];
  onClose: () => void;
}

/** Everything that can be done about one file. */
export function FileMenu({ row, place, without = [], more = [], onClose }: Props): ReactNode {
  const items: MenuItem[] = possibleActions(row)
    .filter((id) => !without.includes(id))
    .map((id) => {
      const { label, icon, key, run } = FILE_ACTIONS[id];
      return { id, label, icon, key, run: () => run(row) };
    });
  const own: MenuItem = { id: 'window', label: t('Open in a window of its own'), icon: AppWindow, key: showKey('Shift+Enter'), run: () => openFileWindow(row.id) };
  const why: MenuItem = { id: 'why', label: t('Why is it here?'), icon: CircleHelp, key: 'W', run: () => showWhy(row.id) };
  return <Menu label={t('Actions for {name}', { name: displayName(row.name) })} items={[...items, ...(without.includes('window') ? [] : [own]), ...more, why]} place={place} onClose={onClose} />;
}
