import { memo, type ReactNode } from 'react';
import type { FileRow } from '../../../shared/model/file';
import { formatSize } from '../../format/size';
import { piecesOf } from '../../format/snippet';
import { formatArrival, formatMoment } from '../../format/time';
import { FileName } from '../../parts/file-name';
import { KindIcon } from '../../parts/kind-icon';
import { Marked } from '../../parts/marked';
import { StateLabel } from '../../parts/state-label';
import { StepSegments } from '../../parts/step-segments';
import styles from './file-grid.module.css';

interface Props {
  row: FileRow;
  hasSnippet: boolean;
}

/** The cells of one file. Drawn again only when the row itself has changed. */
export const FileLine = memo(function FileLine({ row, hasSnippet }: Props): ReactNode {
  return (
    <>
      <span role="gridcell" className={styles.name}>
        <KindIcon kind={row.kind} />
        <FileName name={row.name} />
      </span>
      <span role="gridcell" className={styles.state}>
        <StateLabel tone={row.state} label={row.stateLabel} />
      </span>
      <span role="gridcell" className={styles.steps}>
        <StepSegments steps={row.steps} />
      </span>
      <span role="gridcell" className={styles.size}>
        {formatSize(row.size)}
      </span>
      <span role="gridcell" className={styles.arrived} title={formatMoment(row.arrivedAt)}>
        {formatArrival(row.arrivedAt, Date.now())}
      </span>
      {hasSnippet ? (
        <span role="gridcell" className={styles.snippet}>
          {row.snippet ? <Marked pieces={piecesOf(row.snippet.replaceAll(/\s+/g, ' '))} /> : 'In the name'}
        </span>
      ) : null}
    </>
  );
});
