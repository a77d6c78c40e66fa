import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { ListRow, PagedRows } from '../../engine-client/paged-rows';

/** Where the rows of a list lie, in pixels from its first. */
export interface Places {
  topOf(index: number): number;
  /** The first row that begins at `top` or below. */
  indexFrom(top: number): number;
}

interface Options<Row extends ListRow> {
  frame: RefObject<HTMLElement | null>;
  rows: PagedRows<Row>;
  /** Kept from render to render while nothing lies elsewhere. */
  places: Places;
  /** What covers the rows at the upper edge of the frame. */
  covered: number;
  /** Another one begins at the top. */
  listKey: string;
  cursorId: number | null;
}

interface Held {
  id: number;
  index: number;
  top: number;
}

/**
 * Keeps the rows in view where they are while new ones come in above them: the row under the cursor if it is in view,
 * else the first one. A list at its top without a cursor shows what comes in.
 *
 * @returns by how many lines those in view have moved since the frame was scrolled last: it follows once this render is there
 */
export function useAnchor<Row extends ListRow>(options: Options<Row>): number {
  const { frame, rows, places, covered, listKey, cursorId } = options;
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
    if (held && now !== undefined) {
      const moved = places.topOf(now) - held.top;
      if (moved !== 0) element.scrollTop += moved;
    }

    const hold = (): void => {
      const first = places.indexFrom(element.scrollTop);
      const last = places.indexFrom(element.scrollTop + element.clientHeight - covered) - 2;
      const cursor = cursorId === null ? undefined : rows.indexOf(cursorId);
      const index = cursor !== undefined && cursor >= first && cursor <= last ? cursor : first;
      const row = rows.rowAt(index);
      const followsTop = index === 0 && index !== cursor;
      anchor.current = row && !followsTop ? { id: row.id, index, top: places.topOf(index) } : null;
    };
    hold();
    element.addEventListener('scroll', hold, { passive: true });
    return () => element.removeEventListener('scroll', hold);
  }, [frame, rows, places, covered, version, cursorId]);

  const held = anchor.current;
  return held ? (rows.indexOf(held.id) ?? held.index) - held.index : 0;
}
