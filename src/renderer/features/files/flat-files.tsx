import { useEffect, type ReactNode } from 'react';
import { useFileRows } from '../../engine-client/use-file-rows';
import { FileGrid } from './file-grid';
import type { SectionList } from './file-section';
import { filterFor, type Narrowing } from './group-by';
import { useTellSimilar } from './similar-words';
import { t } from '../../../shared/words/words';

interface Props {
  narrowing: Narrowing;
  list: SectionList;
  empty: ReactNode;
  onTotal: (total: number) => void;
}

/** All files in one list. */
export function FlatFiles({ narrowing, list, empty, onTotal }: Props): ReactNode {
  const { sort, ...rest } = list;
  const rows = useFileRows({ filter: filterFor(narrowing), sort });
  const { total } = rows;
  useTellSimilar(rows, list.selectedId);
  useEffect(() => {
    if (total !== null) onTotal(total);
  }, [onTotal, total]);
  return (
    <FileGrid
      {...rest}
      rows={rows}
      label={t('Files')}
      onMove={list.onSelect}
      listKey={JSON.stringify([narrowing, sort])}
      empty={empty}
    />
  );
}
