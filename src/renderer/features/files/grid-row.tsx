import { Ellipsis } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { FileRow } from '../../../shared/model/file';
import { IconButton } from '../../parts/icon-button';
import { FileLine } from './file-line';
import { rowPointer, type RowHandlers } from './row-pointer';
import { t } from '../../../shared/words/words';
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
  hasFolder: boolean;
  hasSnippet: boolean;
  handlers: RowHandlers;
}

/** One row at its place; the keys of the grid act on it, so that it needs none of its own. Scrolling draws only new ones. */
export const GridRow = memo(function GridRow(props: Props): ReactNode {
  const { domId, index, top, height, row, isSelected, hasCursor, hasFolder, hasSnippet, handlers } = props;
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
      {...rowPointer(row, index, handlers)}
    >
      {row ? (
        <>
          <FileLine row={row} hasFolder={hasFolder} hasSnippet={hasSnippet} />
          <span role="gridcell" className={styles.actions}>
            <IconButton
              icon={Ellipsis}
              label={t('Actions for {name}', { name: displayName(row.name) })}
              tabIndex={-1}
              aria-haspopup="menu"
              data-testid="row-menu"
              onClick={(event) => {
                event.stopPropagation();
                handlers.menu(row, event.currentTarget.getBoundingClientRect());
              }}
            />
          </span>
        </>
      ) : (
        <span role="gridcell" className={styles.place} aria-label={t('Loading')} />
      )}
    </div>
  );
});
