import { useMemo, useRef, type HTMLAttributes, type MouseEvent } from 'react';
import type { FileRow } from '../../../shared/model/file';
import type { MenuPlace } from '../../parts/menu';

/** What the pointer on a row tells its list. */
export interface RowHandlers {
  choose(row: FileRow, index: number, event: MouseEvent): void;
  open(id: number): void;
  menu(row: FileRow, place: MenuPlace): void;
}

/** One object for as long as the list is there, so that scrolling draws only new rows; it does what `now` does by then. */
export function useRowHandlers(now: RowHandlers): RowHandlers {
  const latest = useRef(now);
  latest.current = now;
  return useMemo(
    () => ({
      choose: (row, index, event) => latest.current.choose(row, index, event),
      open: (id) => latest.current.open(id),
      menu: (row, place) => latest.current.menu(row, place),
    }),
    [],
  );
}

type Pointer = Pick<HTMLAttributes<HTMLElement>, 'onMouseDown' | 'onClick' | 'onDoubleClick' | 'onContextMenu'>;

/** For the element of a row; undefined until it has been read. */
export function rowPointer(row: FileRow | undefined, index: number, handlers: RowHandlers): Pointer {
  return {
    // A range is chosen with Shift, not text.
    onMouseDown: (event) => event.shiftKey && event.preventDefault(),
    onClick: (event) => row && handlers.choose(row, index, event),
    onDoubleClick: () => row && handlers.open(row.id),
    onContextMenu: (event) => {
      event.preventDefault();
      if (row) handlers.menu(row, { left: event.clientX, right: event.clientX, top: event.clientY, bottom: event.clientY });
    },
  };
}
