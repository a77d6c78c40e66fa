import type { ReactNode } from 'react';
import { Select } from '../../parts/select';
import { useSnapshot } from '../../state/engine-store';
import { useRoute, type FileSort } from '../../state/route-store';
import { wordsIn } from '../search/split-query';
import type { Grouping } from './group-by';
import { setGrouping, useGrouping } from './use-groups';
import { t } from '../../../shared/words/words';

const SORTS: readonly { value: FileSort; label: string }[] = [
  { value: 'newest', label: t('Newest first') },
  { value: 'oldest', label: t('Oldest first') },
  { value: 'name', label: t('Name') },
  { value: 'size', label: t('Largest first') },
];

const GROUPS: readonly { value: Grouping; label: string }[] = [
  { value: 'none', label: t('One list') },
  { value: 'folder', label: t('By folder') },
  { value: 'step', label: t('By step') },
];

export function FileFilters(): ReactNode {
  const folders = useSnapshot((snapshot) => snapshot.folders, []);
  const folderId = useRoute((state) => state.route.folderId);
  const sort = useRoute((state) => state.route.sort);
  const isSearching = useRoute((state) => wordsIn(state.route.query) !== '');
  const grouping = useGrouping();
  const adjust = useRoute((state) => state.adjust);
  const sorts = isSearching ? [{ value: 'relevance' as const, label: t('Best match') }, ...SORTS] : SORTS;
  return (
    <>
      <Select
        label={t('Folder')}
        value={String(folderId ?? '')}
        options={[
          { value: '', label: t('All folders') },
          ...folders.map((folder) => ({ value: String(folder.id), label: folder.settings.name })),
        ]}
        onChange={(value) => adjust({ folderId: value === '' ? null : Number(value), fileId: null })}
        testId="filter-folder"
      />
      <Select
        label={t('Order')}
        value={sort ?? (isSearching ? 'relevance' : 'newest')}
        options={sorts}
        onChange={(value) => adjust({ sort: value })}
        testId="sort"
      />
      <Select label={t('Group by')} value={grouping} options={GROUPS} onChange={setGrouping} testId="group-by" />
    </>
  );
}
