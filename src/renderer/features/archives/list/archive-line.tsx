import { Archive, ChevronRight, FileArchive, LockKeyhole, TriangleAlert } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { displayName } from '../../../../shared/model/display-name';
import type { FileRow } from '../../../../shared/model/file';
import { formatCount } from '../../../format/number';
import { formatSize } from '../../../format/size';
import { FileName } from '../../../parts/file-name';
import { StateLabel } from '../../../parts/state-label';
import { useSnapshot } from '../../../state/engine-store';
import { t } from '../../../../shared/words/words';
import styles from './archive-list.module.css';

interface Props {
  domId: string | undefined;
  index: number;
  total: number;
  top: number;
  /** Undefined until it has been read. */
  row: FileRow | undefined;
  isSelected: boolean;
  hasCursor: boolean;
  onChoose: (row: FileRow) => void;
}

/** One archive at its place; the keys of the list act on it. Drawn again only when it has changed. */
export const ArchiveLine = memo(function ArchiveLine({ domId, index, total, top, row, isSelected, hasCursor, onChoose }: Props): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={domId}
      className={styles.row}
      role="option"
      aria-selected={isSelected}
      aria-posinset={index + 1}
      aria-setsize={total}
      aria-label={row ? undefined : t('Loading')}
      tabIndex={-1}
      data-cursor={hasCursor}
      data-testid="archive-row"
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => row && onChoose(row)}
    >
      {row ? <Line row={row} /> : <span className={styles.place} />}
    </div>
  );
});

function Line({ row }: { row: FileRow }): ReactNode {
  const folder = useSnapshot((snapshot) => snapshot.folders.find((one) => one.id === row.folderId)?.settings.name ?? '', '');
  const isLocked = row.error?.cause === 'needsPassword';
  const Icon = isLocked ? LockKeyhole : row.kind === 'archive' ? FileArchive : Archive;
  return (
    <>
      <Icon aria-hidden />
      <span className={styles.words}>
        <span className={styles.name}>
          <FileName name={row.name} />
        </span>
        {row.member ? (
          <span className={styles.member} title={displayName(row.member.path)}>
            <ChevronRight role="img" aria-label={t('holds')} aria-hidden={undefined} />
            <bdi translate="no">{displayName(row.member.path).replaceAll('!/', ' › ')}</bdi>
          </span>
        ) : (
          <span className={styles.line}>
            {row.state === 'done' ? (
              <>
                <span>{formatSize(row.size)}</span>
                <bdi className={styles.folder} translate="no">{folder}</bdi>
                {row.warningCount > 0 && <Warnings count={row.warningCount} />}
              </>
            ) : (
              // There is not room for the size, too.
              <StateLabel tone={row.state} label={row.stateLabel} />
            )}
          </span>
        )}
      </span>
    </>
  );
}

/** What they are stands in its detail. */
function Warnings({ count }: { count: number }): ReactNode {
  const words = t('{count, plural, one {# warning} other {# warnings}}', { count });
  return (
    <span className={styles.warnings} title={words}>
      <TriangleAlert role="img" aria-label={words} aria-hidden={undefined} />
      <span aria-hidden>{formatCount(count)}</span>
    </span>
  );
}
