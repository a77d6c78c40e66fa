import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { clampZoom, shownWidth, stepZoom, type Size, type Zoom } from './zoom';

interface Parts {
  frame: RefObject<HTMLElement | null>;
  sheet: RefObject<HTMLElement | null>;
  /** The room in the frame, CSS pixels. */
  room: Size;
  natural: Size;
  mayGrow: boolean;
  initial: Zoom;
}

export interface ZoomControl {
  zoom: Zoom;
  percent: number;
  set(zoom: Zoom): void;
  step(step: 1 | -1): void;
}

interface Point {
  clientX: number;
  clientY: number;
}

/** How large a page is shown. What lies under the pointer, or in the middle, stays there while it grows or shrinks. */
export function useZoom({ frame, sheet, room, natural, mayGrow, initial }: Parts): ZoomControl & { size: Size; at: (factor: number, point: Point) => void } {
  const [zoom, setZoom] = useState<Zoom>(initial);
  const width = shownWidth({ zoom, natural, frame: room, mayGrow });
  const size = { width, height: (width * natural.height) / natural.width };
  const percent = (width / natural.width) * 100;

  /** A point of the sheet, as parts of it, and where in the window it is to stay. */
  const anchor = useRef<{ x: number; y: number; point: Point } | null>(null);
  const change = (next: Zoom, wanted?: Point): void => {
    const box = frame.current?.getBoundingClientRect();
    const page = sheet.current?.getBoundingClientRect();
    if (box && page && page.width > 0 && page.height > 0) {
      const point = wanted ?? { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
      anchor.current = { x: (point.clientX - page.left) / page.width, y: (point.clientY - page.top) / page.height, point };
    }
    setZoom(next);
  };

  useLayoutEffect(() => {
    const page = sheet.current?.getBoundingClientRect();
    const held = anchor.current;
    anchor.current = null;
    if (!held || !page || !frame.current) return;
    frame.current.scrollLeft += page.left + held.x * page.width - held.point.clientX;
    frame.current.scrollTop += page.top + held.y * page.height - held.point.clientY;
  }, [frame, sheet, width]);

  return {
    zoom,
    percent,
    size,
    set: (next) => change(next),
    step: (step) => change(stepZoom(percent, step)),
    at: (factor, point) => change(clampZoom(percent * factor), point),
  };
}
