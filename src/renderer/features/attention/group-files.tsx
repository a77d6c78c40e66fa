import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFileRows, type FileRows, type RowsQuestion } from '../../engine-client/use-file-rows';
import { Countdown } from '../../parts/countdown';
import { EmptyState } from '../../parts/empty-state';
import { PartsOfText } from '../../parts/parts-of-text';
import { useRoute } from '../../state/route-store';
import { FileGrid } from '../files/file-grid';
import { t } from '../../../shared/words/words';
import styles from './file-group.module.css';

interface Props {
  filter: RowsQuestion['filter'];
  label: string;
  /** What is the matter with these files. */
  sentence: string;
  /** Filemill itself looks whether they can go on. */
  isPassing?: boolean;
  action?: ReactNode;
}

/** The sentence of a group and its files, newest first. */
export function GroupFiles({ filter, label, sentence, isPassing = false, action }: Props): ReactNode {
  const fileId = useRoute((state) => state.route.fileId);
  const rows = useFileRows({ filter, sort: 'newest' });
  const select = (id: number): void => useRoute.getState().adjust({ fileId: id });
  const dueAt = nextDue(rows);
  return (
    <>
      <div className={styles.said}>
        <p>
          {sentence}
          {isPassing ? ` ${t('Tried again by itself: after half a minute, then less and less often.')}` : ''}
          {dueAt === null ? null : (
            <>
              {' '}
              <PartsOfText text="The next {countdown}." values={{ countdown: <Countdown dueAt={dueAt} /> }} />
            </>
          )}
        </p>
        {action}
      </div>
      <FileGrid
        rows={rows}
        label={label}
        selectedId={fileId}
        onSelect={select}
        onMove={select}
        onOpen={select}
        hasSnippets={false}
        listKey={JSON.stringify(filter)}
        empty={<EmptyState icon={CircleCheck} title={t('No file left in this group')} />}
      />
    </>
  );
}

/** When the first of the files that have been read is looked at again. */
function nextDue(rows: FileRows): number | null {
  const due = rows.read().flatMap(([, row]) => (row.dueAt === null ? [] : [row.dueAt]));
  return due.length === 0 ? null : Math.min(...due);
}
