import { useEffect, useRef, useState } from 'react';
import type { ListRow, PagedRows } from '../../engine-client/paged-rows';
import { attempt } from '../../state/toast-store';

/** As many as the engine takes in one call. */
const MOST = 10_000;
const NONE: ReadonlySet<number> = new Set();

/**
 * Several files chosen to do something with, by id. A range is counted from the anchor: the row that was chosen last
 * without Shift.
 */
export function useSelection<Row extends ListRow>(rows: PagedRows<Row>, listKey: string) {
  const [ids, setIds] = useState(NONE);
  const anchorId = useRef<number | null>(null);
  const request = useRef<AbortController | null>(null);

  const stop = (): void => {
    request.current?.abort();
    request.current = null;
  };
  const clear = (): void => {
    stop();
    setIds((before) => (before.size === 0 ? before : NONE));
  };
  useEffect(() => clear, [listKey]);

  const chooseRange = (first: number, last: number): void => {
    stop();
    const abort = new AbortController();
    request.current = abort;
    void attempt(async () => {
      const found = await rows.idsBetween(first, Math.min(last, first + MOST - 1), abort.signal).catch((thrown: unknown) => {
        if (abort.signal.aborted) return null;
        throw thrown;
      });
      if (found && request.current === abort) setIds(new Set(found));
    });
  };

  return {
    ids,
    clear,
    /** A range begins here from now on. */
    anchorAt: (id: number): void => {
      anchorId.current = id;
    },
    /** Adds one or takes it away; what was open before counts as the first. */
    toggle: (id: number, openId: number | null): void => {
      stop();
      anchorId.current = id;
      setIds((before) => {
        const next = new Set(before.size === 0 && openId !== null && openId !== id ? [openId] : before);
        if (!next.delete(id) && next.size < MOST) next.add(id);
        return next;
      });
    },
    extendTo: (index: number): void => {
      const anchor = (anchorId.current === null ? undefined : rows.indexOf(anchorId.current)) ?? index;
      anchorId.current ??= rows.rowAt(index)?.id ?? null;
      // Downwards and upwards the end is kept that is next to the anchor, should it be too many.
      if (index < anchor) chooseRange(Math.max(index, anchor - MOST + 1), anchor);
      else chooseRange(anchor, index);
    },
    all: (): void => {
      if (rows.total) chooseRange(0, rows.total - 1);
    },
  };
}
