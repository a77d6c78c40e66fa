import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import type { FileRow } from '../../../shared/model/file';
import type { FileRows } from '../../engine-client/use-file-rows';
import { ListInstead } from '../../parts/list-instead';
import type { MenuPlace } from '../../parts/menu';
import { showEntry } from '../archives/shown-archive';
import { openFileWindow } from '../file-window/open-file-window';
import { holdFiles, moveToFront, retryFiles, showWhy, type Subject } from './file-actions';
import { FileMenu } from './file-menu';
import { GridHead } from './grid-head';
import { HEAD, rowHeightOf } from './grid-measures';
import { GridRow } from './grid-row';
import { useRowHandlers } from './row-pointer';
import { SelectionBar } from './selection-bar';
import { useAnchor } from './use-anchor';
import { useCursor } from './use-cursor';
import { useSelection } from './use-selection';
import { scrollToRow, useWindow } from './use-window';
import styles from './file-grid.module.css';

interface Props {
  rows: FileRows;
  label: string;
  selectedId: number | null;
  /** A row was chosen, by pointer or by moving onto it (`onMove`). */
  onSelect: (id: number) => void;
  onMove?: (id: number) => void;
  onOpen: (id: number) => void;
  /** The files lie in several folders, so each row names its own. */
  hasFolder?: boolean;
  hasSnippets: boolean;
  /** The names of the columns stand above, for several lists at once. */
  isUnderHeads?: boolean;
  /** Another one begins at the top. */
  listKey: string;
  empty: ReactNode;
}

/** The one list of files: any number of rows, of which only those in view exist. */
export function FileGrid(props: Props): ReactNode {
  const { rows, label, selectedId, onSelect, onMove, onOpen, hasFolder = false, hasSnippets, isUnderHeads = false, listKey, empty } = props;
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const [menu, setMenu] = useState<{ row: FileRow; place: MenuPlace } | null>(null);
  const rowHeight = rowHeightOf(hasSnippets);
  const covered = isUnderHeads ? 0 : HEAD;
  const total = rows.total ?? 0;
  const rowOf = (fileId: number): FileRow | undefined => rows.rowAt(rows.indexOf(fileId) ?? -1);

  const selection = useSelection(rows, listKey);
  const { cursorId, setCursorId, onKey } = useCursor({
    rows,
    selectedId,
    pageRows: () => Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowHeight) - 1),
    scrollTo: (index) => scrollToRow(frame.current, index * rowHeight, rowHeight, covered),
    onMove: (row, index, isExtending) => {
      if (isExtending) {
        selection.extendTo(index);
        return;
      }
      selection.clear();
      selection.anchorAt(row.id);
      onMove?.(row.id);
    },
  });

  const places = useMemo(
    () => ({ topOf: (index: number) => index * rowHeight, indexFrom: (top: number) => Math.ceil(top / rowHeight) }),
    [rowHeight],
  );
  const moved = useAnchor({ frame, rows, places, covered, listKey, cursorId });

  const { first, last } = useWindow(frame, places, total, moved);
  useEffect(() => rows.show(first, last), [rows, first, last]);

  const { version } = rows;
  const { chosen, areHeld } = useMemo(() => {
    // Of several files the names don't matter, so rows that have not been read need none.
    const read = [...selection.ids].map((fileId) => ({ id: fileId, row: rows.rowAt(rows.indexOf(fileId) ?? -1) }));
    return {
      chosen: read.map(({ id: fileId, row }): Subject => ({ id: fileId, name: row?.name ?? '' })),
      areHeld: read.length > 0 && read.every(({ row }) => row?.isHeld ?? true),
    };
    // What has been read changes with the version only.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rows, version, selection.ids]);

  const openMenu = (row: FileRow | undefined): void => {
    const place = row && document.getElementById(`${id}-${row.id}`)?.getBoundingClientRect();
    if (place) setMenu({ row, place });
  };

  /** @returns whether the key means something here. */
  const onActionKey = (event: KeyboardEvent, row: FileRow | undefined): boolean => {
    const subjects = chosen.length > 0 ? chosen : row ? [row] : [];
    if (event.key === 'Escape' && chosen.length > 0) selection.clear();
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openMenu(row);
    else if (subjects.length === 0) return false;
    else if (event.key === 'r') retryFiles(subjects);
    else if (event.key === 'p') holdFiles(subjects, !(chosen.length > 0 ? areHeld : row?.isHeld));
    else if (event.key === 'f') moveToFront(subjects);
    else if (event.key === 'w' && row) showWhy(row.id);
    else if (event.key === 'Enter' && event.shiftKey && row) openFileWindow(row.id);
    else if (event.key === 'Enter' && row) open(row.id);
    else return false;
    return true;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (onKey(event)) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key === 'a') selection.all();
    else if (isCommand && event.key === ' ' && cursorId !== null) selection.toggle(cursorId, selectedId);
    else if (isCommand || event.altKey || !onActionKey(event, cursorId === null ? undefined : rowOf(cursorId))) return;
    event.preventDefault();
  };

  const choose = (row: FileRow, index: number, event: MouseEvent): void => {
    setCursorId(row.id);
    if (event.shiftKey) selection.extendTo(index);
    else if (event.ctrlKey || event.metaKey) selection.toggle(row.id, selectedId);
    else {
      selection.clear();
      selection.anchorAt(row.id);
      onSelect(row.id);
    }
  };

  const clearSelection = (): void => {
    selection.clear();
    frame.current?.focus();
  };

  /** What was found inside an archive is shown where it lies. */
  const open = (fileId: number): void => {
    const member = rowOf(fileId)?.member;
    if (member) showEntry(fileId, member.ordinals);
    else onOpen(fileId);
  };
  const handlers = useRowHandlers({ choose, open, menu: (row, place) => setMenu({ row, place }) });

  const indexes = Array.from({ length: Math.max(0, Math.min(last, total - 1) - first + 1) }, (_, at) => first + at);
  return (
    <div className={styles.grid} data-folder={hasFolder} data-heads={isUnderHeads ? 'above' : undefined}>
      <div
        className={styles.frame}
        ref={frame}
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-multiselectable
        aria-busy={rows.isReplacing}
        aria-activedescendant={cursorId !== null && rows.indexOf(cursorId) !== undefined ? `${id}-${cursorId}` : undefined}
        tabIndex={0}
        data-list
        data-empty={total === 0}
        data-testid="file-grid"
        onKeyDown={onKeyDown}
        onContextMenu={(event) => event.preventDefault()}
      >
        <GridHead hasFolder={hasFolder} />
        <div role="rowgroup" className={styles.all} style={{ height: total * rowHeight }}>
          {indexes.map((index) => {
            const row = rows.rowAt(index);
            return (
              <GridRow
                key={row?.id ?? `place-${index}`}
                domId={row && `${id}-${row.id}`}
                index={index}
                top={index * rowHeight}
                height={rowHeight}
                row={row}
                isSelected={row !== undefined && (selection.ids.size > 0 ? selection.ids.has(row.id) : row.id === selectedId)}
                hasCursor={row !== undefined && row.id === cursorId}
                hasFolder={hasFolder}
                hasSnippet={hasSnippets}
                handlers={handlers}
              />
            );
          })}
        </div>
      </div>
      {total === 0 ? <ListInstead total={rows.total} error={rows.error} empty={empty} /> : null}
      {chosen.length > 0 ? <SelectionBar subjects={chosen} areHeld={areHeld} onClear={clearSelection} /> : null}
      {menu ? <FileMenu row={rowOf(menu.row.id) ?? menu.row} place={menu.place} onClose={() => setMenu(null)} /> : null}
    </div>
  );
}
