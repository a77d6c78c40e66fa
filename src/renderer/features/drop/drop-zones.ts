import { FolderPlus, PackageOpen, PackagePlus, type LucideIcon } from 'lucide-react';
import { useDialogs } from '../../state/dialog-store';
import { useRoute, type SectionId } from '../../state/route-store';
import { useCreate } from '../archives/create/create-store';
import { refuseFiles, refuseFolders } from './refuse';
import type { sortDrop } from './sort-drop';
import { t } from '../../../shared/words/words';

type Dropped = ReturnType<typeof sortDrop>;

/** A part of the window that takes what is dropped there. */
export interface DropZone {
  readonly id: 'watch' | 'open' | 'pack';
  readonly icon: LucideIcon;
  title(count: number): string;
  readonly promise: string;
  take(dropped: Dropped): void;
}

const WATCH: DropZone = {
  id: 'watch',
  icon: FolderPlus,
  title: (count) => (count > 1 ? t('Watch these folders') : t('Watch this folder')),
  promise: t('nothing is moved, the files stay where they are'),
  take: ({ folders, files }) => {
    if (folders.length > 0) useDialogs.getState().openAddFolder(folders);
    if (files.length > 0) refuseFiles(files);
  },
};

const OPEN: DropZone = {
  id: 'open',
  icon: PackageOpen,
  title: (count) => (count > 1 ? t('Open the first archive') : t('Open this archive')),
  promise: t('shown without unpacking; extracting is one step further'),
  take: ({ folders, files }) => {
    const [first, ...others] = files;
    if (first !== undefined) useRoute.getState().go({ section: 'archives', path: first });
    if (folders.length + others.length > 0) refuseFolders([...folders, ...others]);
  },
};

const PACK: DropZone = {
  id: 'pack',
  icon: PackagePlus,
  title: (count) => (count > 1 ? t('New archive of these') : t('New archive of it')),
  promise: t('the originals stay as they are'),
  take: ({ folders, files }) => useCreate.getState().open([...folders, ...files]),
};

/** What can be done with something dropped now. */
export function zonesFor(section: SectionId, isMakingArchive: boolean): readonly DropZone[] {
  if (isMakingArchive) return [PACK];
  return section === 'archives' ? [OPEN, PACK, WATCH] : [WATCH];
}
