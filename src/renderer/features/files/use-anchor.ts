import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { PagedRows } from '../../engine-client/paged-rows';

/** Keeps the rows in view where they are while new ones come in above them. */
export function useAnchor(frame: RefObject<HTMLElement | null>, rows: PagedRows, rowHeight: number, listKey: string): void {
  const anchor = useRef<{ id: number; index: number } | null>(null);
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
    if (held && now !== undefined && now !== held.index && element.scrollTop >= rowHeight) {
      element.scrollTop += (now - held.index) * rowHeight;
    }
    const hold = (): void => {
      const index = Math.ceil(element.scrollTop / rowHeight);
      const row = rows.rowAt(index);
      anchor.current = row ? { id: row.id, index } : null;
    };
    hold();
    element.addEventListener('scroll', hold, { passive: true });
    return () => element.removeEventListener('scroll', hold);
  }, [frame, rows, rowHeight, version]);
}
