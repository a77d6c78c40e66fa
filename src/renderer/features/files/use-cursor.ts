import type { KeyboardEvent } from 'react';
import type { ListRow } from '../../engine-client/paged-rows';
import { useHeldCursor, type CursorOptions, type HeldCursor } from '../../state/use-held-cursor';

interface Options<Row extends ListRow> extends CursorOptions<Row> {
  pageRows: () => number;
}

interface Cursor extends Pick<HeldCursor, 'cursorId' | 'setCursorId'> {
  /** @returns whether the key moved it */
  onKey: (event: KeyboardEvent) => boolean;
}

/** The row that keys act on; arrows move up and down, without wrap-around. */
export function useCursor<Row extends ListRow>({ pageRows, ...options }: Options<Row>): Cursor {
  const { cursorId, setCursorId, place, moveTo } = useHeldCursor(options);
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const { total } = options.rows;
    const at = place();
    const targets: Record<string, number> = {
      ArrowDown: at + 1,
      j: at + 1,
      ArrowUp: at - 1,
      k: at - 1,
      PageDown: at + pageRows(),
      PageUp: at - pageRows(),
      Home: 0,
      End: (total ?? 1) - 1,
    };
    const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
    if (target === undefined || !total) return false;
    event.preventDefault();
    moveTo(target, event.shiftKey);
    return true;
  };
  return { cursorId, setCursorId, onKey };
}
