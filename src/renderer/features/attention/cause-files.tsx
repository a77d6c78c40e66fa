import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Cause } from '../../../shared/errors/error-table';
import { useFileRows } from '../../engine-client/use-file-rows';
import { CAUSE_WORDS } from '../../format/cause-words';
import { EmptyState } from '../../parts/empty-state';
import { useRoute } from '../../state/route-store';
import { FileGrid } from '../files/file-grid';
import { retryRow } from '../files/retry-files';

export function CauseFiles({ cause }: { cause: Cause }): ReactNode {
  const fileId = useRoute((state) => state.route.fileId);
  const rows = useFileRows({ filter: { states: ['attention'], cause }, sort: 'newest' });
  const select = (id: number): void => useRoute.getState().adjust({ cause, fileId: id });
  return (
    <FileGrid
      rows={rows}
      label={`Files: ${CAUSE_WORDS[cause].title}`}
      selectedId={fileId}
      onSelect={select}
      onMove={select}
      onOpen={select}
      onRetry={retryRow}
      hasSnippets={false}
      listKey={cause}
      empty={<EmptyState icon={CircleCheck} title="No file left in this group" />}
    />
  );
}
