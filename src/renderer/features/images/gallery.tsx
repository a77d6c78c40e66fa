import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import type { FileRow } from '../../../shared/model/file';
import type { FileRows } from '../../engine-client/use-file-rows';
import { ListInstead } from '../../parts/list-instead';
import type { MenuPlace } from '../../parts/menu';
import { useSettings } from '../../state/settings-store';
import { useSize } from '../../parts/use-size';
import { openFileWindow } from '../file-window/open-file-window';
import { showWhy } from '../files/file-actions';
import { useRowHandlers } from '../files/row-pointer';
import { useAnchor } from '../files/use-anchor';
import { usePassing } from '../files/use-passing';
import { useSelection } from '../files/use-selection';
import { scrollToRow } from '../files/use-window';
import { useTransform } from '../transform/transform-store';
import { ImageBar } from './image-bar';
import { ImageMenu } from './image-menu';
import { QuickLook } from './quick-look';
import { Tile } from './tile';
import { tilePlaces } from './tile-places';
import { useTileCursor } from './use-tile-cursor';
import { useTileWindow } from './use-tile-window';
import { t } from '../../../shared/words/words';
import styles from './gallery.module.css';

interface Props {
  rows: FileRows;
  /** How wide tiles are wished, CSS pixels. */
  size: number;
  hasQuality: boolean;
  /** The file in the details; null while they are closed. */
  openId: number | null;
  onOpen: (id: number) => void;
  /** The cursor moved onto it while the details are open. */
  onMove: (id: number) => void;
  /** Another one begins at the top. */
  listKey: string;
  empty: ReactNode;
}

const USUAL_THRESHOLD = 100;

/** Any number of pictures, of which only those in view exist. */
export function Gallery({ rows, size, hasQuality, openId, onOpen, onMove, listKey, empty }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const [menu, setMenu] = useState<{ row: FileRow; place: MenuPlace } | null>(null);
  const [isLooking, setLooking] = useState(false);
  const blurThreshold = useSettings((state) => state.settings?.pictures.blurThreshold ?? USUAL_THRESHOLD);
  const total = rows.total ?? 0;
  const { width } = useSize(frame);
  const places = useMemo(() => tilePlaces({ width, size, hasQuality, total }), [width, size, hasQuality, total]);
  const rowOf = (fileId: number): FileRow | undefined => rows.rowAt(rows.indexOf(fileId) ?? -1);

  const selection = useSelection(rows, listKey);
  const cursor = useTileCursor({
    rows,
    selectedId: openId,
    columns: places.columns,
    pageLines: () => Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / places.lineHeight)),
    scrollTo: (index) => scrollToRow(frame.current, places.topOf(index), places.tileHeight, 0),
    onMove: (row, index, isExtending) => {
      if (isExtending) {
        selection.extendTo(index);
        return;
      }
      selection.clear();
      selection.anchorAt(row.id);
      onMove(row.id);
    },
  });
  const { cursorId } = cursor;
  useAnchor({ frame, rows, places, covered: 0, listKey, cursorId });

  const { first, last, most, isThrown } = useTileWindow(frame, places, total);
  useEffect(() => {
    if (last >= first && !isThrown) rows.show(first, last);
  }, [rows, first, last, isThrown]);

  const chosen = [...selection.ids].map((fileId) => rowOf(fileId) ?? { id: fileId, name: '' });
  const openMenu = (row: FileRow | undefined): void => {
    const place = row && document.getElementById(`${id}-${row.id}`)?.getBoundingClientRect();
    if (place) setMenu({ row, place: { ...place, left: place.left, right: place.left, top: place.top, bottom: place.top } });
  };

  /** @returns whether the key means something here. */
  const onActionKey = (event: KeyboardEvent, row: FileRow | undefined): boolean => {
    const subjects = chosen.length > 0 ? chosen : row ? [row] : [];
    if (event.key === 'Escape' && chosen.length > 0) selection.clear();
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openMenu(row);
    else if (event.key === 't' && subjects.length > 0) useTransform.getState().open(subjects);
    else if (!row) return false;
    else if (event.key === 'Enter' && event.shiftKey) openFileWindow(row.id);
    else if (event.key === 'Enter') onOpen(row.id);
    else if (event.key === ' ') setLooking(true);
    else if (event.key === 'w') showWhy(row.id);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (cursor.onKey(event)) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key === 'a') selection.all();
    else if (isCommand && event.key === ' ' && cursorId !== null) selection.toggle(cursorId, null);
    else if (isCommand || event.altKey || !onActionKey(event, cursorId === null ? undefined : rowOf(cursorId))) return;
    event.preventDefault();
  };

  const choose = (row: FileRow, index: number, event: MouseEvent): void => {
    const isToggling = event.ctrlKey || event.metaKey;
    const before = cursorId;
    cursor.setCursorId(row.id);
    if (event.shiftKey) selection.extendTo(index);
    else if (isToggling) selection.toggle(row.id, before);
    else {
      selection.clear();
      selection.anchorAt(row.id);
      onMove(row.id);
    }
  };
  const clearSelection = (): void => {
    selection.clear();
    frame.current?.focus();
  };
  const handlers = useRowHandlers({ choose, open: onOpen, menu: (row, place) => setMenu({ row, place }) });

  const indexes = Array.from({ length: Math.max(0, Math.min(last, total - 1) - first + 1) }, (_, at) => first + at);
  const isPassing = usePassing(
    isThrown,
    indexes.map((index) => rows.rowAt(index)?.id),
  );
  const looked = isLooking && cursorId !== null ? rowOf(cursorId) : undefined;
  return (
    <div className={styles.gallery}>
      <div
        className={styles.frame}
        ref={frame}
        role="listbox"
        aria-label={t('Images')}
        aria-multiselectable
        aria-busy={rows.isReplacing}
        aria-activedescendant={cursorId !== null && rows.indexOf(cursorId) !== undefined ? `${id}-${cursorId}` : undefined}
        tabIndex={0}
        data-list
        data-empty={total === 0}
        data-testid="gallery"
        onKeyDown={onKeyDown}
        onContextMenu={(event) => event.preventDefault()}
      >
        <div role="presentation" className={styles.all} style={{ height: places.height }}>
          {indexes.map((index) => {
            const row = rows.rowAt(index);
            return (
              <Tile
                key={index % most}
                domId={row && `${id}-${row.id}`}
                index={index}
                total={total}
                left={places.leftOf(index)}
                top={places.topOf(index)}
                width={places.tileWidth}
                height={places.tileHeight}
                row={row}
                isPassing={row !== undefined && isPassing(row.id)}
                isSelected={row !== undefined && (selection.ids.size > 0 ? selection.ids.has(row.id) : row.id === cursorId)}
                hasCursor={row !== undefined && row.id === cursorId}
                hasQuality={hasQuality}
                blurThreshold={blurThreshold}
                handlers={handlers}
              />
            );
          })}
        </div>
      </div>
      {total === 0 ? <ListInstead total={rows.total} error={rows.error?.code === 'search.invalid' ? null : rows.error} empty={empty} /> : null}
      {chosen.length > 0 ? <ImageBar subjects={chosen} onClear={clearSelection} /> : null}
      {menu ? <ImageMenu row={rowOf(menu.row.id) ?? menu.row} place={menu.place} onClose={() => setMenu(null)} /> : null}
      {looked ? <QuickLook row={looked} onStep={cursor.step} onClose={() => setLooking(false)} /> : null}
    </div>
  );
}
