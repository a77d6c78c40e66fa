import { ChevronRight } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { FileRow } from '../../../shared/model/file';
import { splitPath } from '../../format/middle-ellipsis';
import { formatSize } from '../../format/size';
import { beginNearHit, piecesOf } from '../../format/snippet';
import { FileName } from '../../parts/file-name';
import { KindIcon } from '../../parts/kind-icon';
import { Marked } from '../../parts/marked';
import { Moment } from '../../parts/moment';
import { StepSegments } from '../../parts/step-segments';
import { useSnapshot } from '../../state/engine-store';
import { TimeLeft, WorkerName } from './row-progress';
import { RowState } from './row-state';
import { RowTime } from './row-time';
import { t } from '../../../shared/words/words';
import styles from './file-grid.module.css';

interface Props {
  row: FileRow;
  hasFolder: boolean;
  hasSnippet: boolean;
}

/** The cells of one file. Drawn again only when the row itself has changed. */
export const FileLine = memo(function FileLine({ row, hasFolder, hasSnippet }: Props): ReactNode {
  return (
    <>
      <span role="gridcell" className={styles.name} data-present={row.isPresent}>
        <KindIcon kind={row.kind} />
        <FileName name={row.name} />
        {row.member ? <MemberPath path={row.member.path} /> : null}
        {row.copies === undefined ? null : (
          <span className={styles.copies} title={t('{count, plural, one {# more file has} other {# more files have}} the same bytes', { count: row.copies })} data-testid="row-copies">
            {t('{count, plural, one {+# copy} other {+# copies}}', { count: row.copies })}
          </span>
        )}
      </span>
      {hasFolder ? (
        <span role="gridcell" className={styles.folder}>
          <FolderName id={row.folderId} />
        </span>
      ) : null}
      <span role="gridcell" className={styles.state}>
        <RowState row={row} />
      </span>
      <span role="gridcell" className={styles.steps}>
        <StepSegments steps={row.steps} />
      </span>
      <span role="gridcell" className={styles.time}>
        <RowTime row={row} />
      </span>
      <span role="gridcell" className={styles.left}>
        <TimeLeft row={row} />
      </span>
      <span role="gridcell" className={styles.worker}>
        <WorkerName row={row} />
      </span>
      <span role="gridcell" className={styles.size}>
        {formatSize(row.size)}
      </span>
      <span role="gridcell" className={styles.arrived}>
        <Moment at={row.arrivedAt} />
      </span>
      {hasSnippet ? (
        <span role="gridcell" className={styles.snippet}>
          {row.snippet ? (
            <span className={styles.found} translate="no">
              <Marked pieces={beginNearHit(piecesOf(row.snippet.replaceAll(/\s+/g, ' ')))} />
            </span>
          ) : (
            row.similarWords ? null : t('In the name')
          )}
          {row.similarWords ? (
            <span className={styles.similar} data-testid="similar-words">
              {t('Similar words')}
            </span>
          ) : null}
        </span>
      ) : null}
    </>
  );
});

/** Of a path inside an archive, whose end says the most. */
const LONGEST_TAIL = 22;

/** Where in the archive it was found: `a.zip › b.tar.gz › c.pdf`. */
function MemberPath({ path }: { path: string }): ReactNode {
  const shown = displayName(path).replaceAll('!/', ' › ');
  const [head, tail] = splitPath(shown, LONGEST_TAIL);
  return (
    <span className={styles.member} title={shown} data-testid="row-member">
      <ChevronRight role="img" aria-label={t('holds')} aria-hidden={undefined} />
      <bdi translate="no">
        <span>{head}</span>
        <span>{tail}</span>
      </bdi>
    </span>
  );
}

function FolderName({ id }: { id: number }): ReactNode {
  const name = useSnapshot((snapshot) => snapshot.folders.find((folder) => folder.id === id)?.settings.name ?? '', '');
  return <span title={name} translate="no">{name}</span>;
}
