import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { PagedRows } from '../../engine-client/paged-rows';

interface Options {
  frame: RefObject<HTMLElement | null>;
  rows: PagedRows;
  rowHeight: number;
  /** Another one begins at the top. */
  listKey: string;
  cursorId: number | null;
}

interface Held {
  id: number;
  index: number;
}

/**
 * Keeps the rows in view where they are while new ones come in above them: the row under the cursor if it is in view,
 * else the first one. A list at its top without a cursor shows what comes in.
 */
export function useAnchor({ frame, rows, rowHeight, listKey, cursorId }: Options): void {
  const anchor = useRef<Held | null>(null);
  const { version } = rows;

  useLayoutEffect(() => {
    anchor.current = null;
    if (frame.current) frame.current.scrollTop = 0;
  }, [frame, listKey]);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const held = anchor.current;
    const now = held ? rows.indexOf(held.id) : undefined;
    if (held && now !== undefined && now !== held.index) element.scrollTop += (now - held.index) * rowHeight;

    const hold = (): void => {
      const first = Math.ceil(element.scrollTop / rowHeight);
      const last = Math.floor((element.scrollTop + element.clientHeight) / rowHeight) - 2;
      const cursor = cursorId === null ? undefined : rows.indexOf(cursorId);
      const index = cursor !== undefined && cursor >= first && cursor <= last ? cursor : first;
      const row = rows.rowAt(index);
      const followsTop = index === 0 && index !== cursor;
      anchor.current = row && !followsTop ? { id: row.id, index } : null;
    };
    hold();
    element.addEventListener('scroll', hold, { passive: true });
    return () => element.removeEventListener('scroll', hold);
  }, [frame, rows, rowHeight, version, cursorId]);
}
