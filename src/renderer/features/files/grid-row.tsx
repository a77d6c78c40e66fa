import type { ReactNode } from 'react';
import type { FileRow } from '../../../shared/model/file';
import { FileLine } from './file-line';
import styles from './file-grid.module.css';

interface Props {
  domId: string | undefined;
  index: number;
  top: number;
  height: number;
  /** Undefined until it has been read. */
  row: FileRow | undefined;
  isSelected: boolean;
  hasCursor: boolean;
  hasSnippet: boolean;
  onChoose: (id: number) => void;
  onOpen: (id: number) => void;
}

/** One row at its place; the keys of the grid act on it, so that it needs none of its own. */
export function GridRow(props: Props): ReactNode {
  const { domId, index, top, height, row, isSelected, hasCursor, hasSnippet, onChoose, onOpen } = props;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={domId}
      className={styles.row}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-cursor={hasCursor}
      data-testid="file-row"
      data-state={row?.state}
      data-file-id={row?.id}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={() => row && onChoose(row.id)}
      onDoubleClick={() => row && onOpen(row.id)}
    >
      {row ? (
        <FileLine row={row} hasSnippet={hasSnippet} />
      ) : (
        <span role="gridcell" className={styles.place} aria-label="Loading" />
      )}
    </div>
  );
}
