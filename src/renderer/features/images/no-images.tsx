import { FileSearch, FolderPlus, Images } from 'lucide-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import { Button } from '../../parts/button';
import { EmptyState } from '../../parts/empty-state';
import { useDialogs } from '../../state/dialog-store';
import { useSnapshot } from '../../state/engine-store';
import { splitQuery } from '../search/split-query';
import { t } from '../../../shared/words/words';

/** Says which filter leaves nothing over, or how pictures come here. */
export function NoImages({ query, onClear }: { query: string; onClear: () => void }): ReactNode {
  const hasFolders = useSnapshot((snapshot) => snapshot.folders.length > 0, false);
  const looksForFaces = useSnapshot((snapshot) => snapshot.folders.some(({ settings }) => settings.faces), false);
  if (query !== '') {
    const asksForFaces = splitQuery(query).conditions.some((condition) => /^faces:/i.test(condition));
    const shown = displayName(query);
    const text =
      asksForFaces && !looksForFaces
        ? t('Shown are images with “{query}”. Faces are looked for only in folders whose settings say so, in pictures that are read from then on.', { query: shown })
        : t('Shown are images with “{query}”.', { query: shown });
    return (
      <EmptyState icon={FileSearch} title={t('No image matches')} text={text}>
        <Button data-testid="clear-filters" onClick={onClear}>
          {t('Clear')}
        </Button>
      </EmptyState>
    );
  }
  if (hasFolders) return <EmptyState icon={Images} title={t('No image yet')} text={t('Pictures in watched folders appear here, with how sharp and how bright they are.')} />;
  return (
    <EmptyState icon={Images} title={t('No image yet')} text={t('Add a folder; its pictures appear here, with how sharp and how bright they are.')}>
      <Button kind="primary" icon={FolderPlus} onClick={() => useDialogs.getState().openAddFolder()}>
        {t('Add folder')}
      </Button>
    </EmptyState>
  );
}
