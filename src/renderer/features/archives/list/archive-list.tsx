import { useEffect, useId, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { FileRow } from '../../../../shared/model/file';
import type { FileRows } from '../../../engine-client/use-file-rows';
import { ListInstead } from '../../../parts/list-instead';
import { useAnchor } from '../../files/use-anchor';
import { useCursor } from '../../files/use-cursor';
import { scrollToRow, useWindow } from '../../files/use-window';
import { ArchiveLine } from './archive-line';
import { t } from '../../../../shared/words/words';
import styles from './archive-list.module.css';

/** Height in pixels. */
const ROW = 50;

interface Props {
  rows: FileRows;
  selectedId: number | null;
  onShow: (row: FileRow) => void;
  /** Another one begins at the top. */
  listKey: string;
  empty: ReactNode;
}

/** The archives of all watched folders: any number, of which only those in view exist. */
export function ArchiveList({ rows, selectedId, onShow, listKey, empty }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const total = rows.total ?? 0;
  const places = useMemo(() => ({ topOf: (index: number) => index * ROW, indexFrom: (top: number) => Math.ceil(top / ROW) }), []);
  const { cursorId, setCursorId, onKey } = useCursor({
    rows,
    selectedId,
    pageRows: () => Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / ROW) - 1),
    scrollTo: (index) => scrollToRow(frame.current, index * ROW, ROW, 0),
    onMove: onShow,
  });
  const moved = useAnchor({ frame, rows, places, covered: 0, listKey, cursorId });
  const { first, last } = useWindow(frame, places, total, moved);
  useEffect(() => rows.show(first, last), [rows, first, last]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (onKey(event) || event.ctrlKey || event.metaKey || event.altKey || event.key !== 'Enter') return;
    const row = cursorId === null ? undefined : rows.rowAt(rows.indexOf(cursorId) ?? -1);
    if (row) onShow(row);
    document.querySelector<HTMLElement>('[data-entries]')?.focus();
    event.preventDefault();
  };
  const latest = useRef({ onShow, setCursorId });
  latest.current = { onShow, setCursorId };
  const choose = useMemo(
    () => (row: FileRow): void => {
      latest.current.setCursorId(row.id);
      latest.current.onShow(row);
    },
    [],
  );
  const indexes = Array.from({ length: Math.max(0, Math.min(last, total - 1) - first + 1) }, (_, at) => first + at);
  return (
    <div className={styles.list}>
      <div
        className={styles.frame}
        ref={frame}
        role="listbox"
        aria-label={t('Archives')}
        aria-busy={rows.isReplacing}
        aria-activedescendant={cursorId !== null && rows.indexOf(cursorId) !== undefined ? `${id}-${cursorId}` : undefined}
        tabIndex={total === 0 ? -1 : 0}
        data-list
        data-empty={total === 0}
        data-testid="archive-list"
        onKeyDown={onKeyDown}
      >
        <div role="presentation" className={styles.all} style={{ height: total * ROW }}>
          {indexes.map((index) => {
            const row = rows.rowAt(index);
            return (
              <ArchiveLine
                key={row?.id ?? `place-${index}`}
                domId={row && `${id}-${row.id}`}
                index={index}
                total={total}
                top={index * ROW}
                row={row}
                isSelected={row !== undefined && row.id === selectedId}
                hasCursor={row !== undefined && row.id === cursorId}
                onChoose={choose}
              />
            );
          })}
        </div>
      </div>
      {total === 0 ? <ListInstead total={rows.total} error={rows.error} empty={empty} /> : null}
    </div>
  );
}
