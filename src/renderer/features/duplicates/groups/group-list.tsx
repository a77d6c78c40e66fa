import { useEffect, useId, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { ListInstead } from '../../../parts/list-instead';
import { useAnchor } from '../../files/use-anchor';
import { usePassing } from '../../files/use-passing';
import { scrollToRow, useWindow } from '../../files/use-window';
import { GroupLine } from './group-line';
import type { GroupCursor } from './use-group-cursor';
import { numberOf, type GroupRows } from './use-group-rows';
import styles from './group-list.module.css';

/** Height in pixels. */
const ROW = 63;

interface Props {
  rows: GroupRows;
  cursor: GroupCursor;
  label: string;
  /** Another one begins at the top. */
  listKey: string;
  empty: ReactNode;
}

/** The groups of a tier: any number, of which only those in view exist. */
export function GroupList({ rows, cursor, label, listKey, empty }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const total = rows.total ?? 0;
  const currentId = cursor.groupId === null ? null : numberOf(cursor.groupId);
  const places = useMemo(() => ({ topOf: (index: number) => index * ROW, indexFrom: (top: number) => Math.ceil(top / ROW) }), []);
  const moved = useAnchor({ frame, rows, places, covered: 0, listKey, cursorId: currentId });
  const { first, last, isThrown } = useWindow(frame, places, total, moved);
  useEffect(() => {
    if (!isThrown) rows.show(first, last);
  }, [rows, first, last, isThrown]);

  const { index } = cursor;
  const shownFor = useRef<number | null>(null);
  useEffect(() => {
    // Once for each group: whoever scrolls away may.
    if (index === undefined || shownFor.current === currentId) return;
    shownFor.current = currentId;
    scrollToRow(frame.current, index * ROW, ROW, 0);
  }, [index, currentId]);

  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || total === 0) return;
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / ROW) - 1);
    if (event.key === 'ArrowDown') cursor.step(1);
    else if (event.key === 'ArrowUp') cursor.step(-1);
    else if (event.key === 'PageDown') cursor.step(page);
    else if (event.key === 'PageUp') cursor.step(-page);
    else if (event.key === 'Home') goTo(0);
    else if (event.key === 'End') goTo(total - 1);
    else if (event.key === 'Enter') document.querySelector<HTMLElement>('[data-compare]')?.focus();
    else return;
    event.preventDefault();
  };
  const goTo = (to: number): void => {
    scrollToRow(frame.current, to * ROW, ROW, 0);
    cursor.goTo(to);
  };

  const latest = useRef(cursor);
  latest.current = cursor;
  const choose = useMemo(() => (at: number): void => latest.current.goTo(at), []);
  const indexes = Array.from({ length: Math.max(0, Math.min(last, total - 1) - first + 1) }, (_, at) => first + at);
  const isPassing = usePassing(
    isThrown,
    indexes.map((at) => rows.rowAt(at)?.id),
  );
  return (
    <div className={styles.list}>
      <div
        className={styles.frame}
        ref={frame}
        role="listbox"
        aria-label={label}
        aria-busy={rows.isReplacing}
        aria-activedescendant={index === undefined ? undefined : `${id}-${currentId}`}
        tabIndex={total === 0 ? -1 : 0}
        data-list
        data-empty={total === 0}
        data-testid="group-list"
        onKeyDown={onKey}
      >
        <div role="presentation" className={styles.all} style={{ height: total * ROW }}>
          {indexes.map((at) => {
            const row = rows.rowAt(at);
            return (
              <GroupLine
                key={row?.id ?? `place-${at}`}
                domId={row && `${id}-${row.id}`}
                index={at}
                total={total}
                top={at * ROW}
                row={row}
                isPassing={row !== undefined && isPassing(row.id)}
                isSelected={row !== undefined && row.id === currentId}
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
