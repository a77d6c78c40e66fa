import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { clampZoom, shownWidth, stepZoom, type Size, type Zoom, type ZoomSteps } from './zoom';

interface Parts {
  frame: RefObject<HTMLElement | null>;
  sheet: RefObject<HTMLElement | null>;
  /** The room in the frame, CSS pixels. */
  room: Size;
  natural: Size;
  mayGrow: boolean;
  initial: Zoom;
  steps: ZoomSteps;
}

export interface ZoomControl {
  zoom: Zoom;
  /** The percent that the page was brought to by itself; null while it is fitted, or as a hand chose. */
  brought: number | null;
  percent: number;
  set(zoom: Zoom): void;
  step(step: 1 | -1): void;
  /** What the next smaller one is: a step, or fitted where that is smaller; null at the end. */
  smaller: Zoom | null;
  canGrow: boolean;
  /** Shows it at least as large, unless a hand has chosen how large. */
  bring(percent: number): void;
}

interface Point {
  clientX: number;
  clientY: number;
}

/** How large a page is shown. What lies under the pointer, or in the middle, stays there while it grows or shrinks. */
export function useZoom({ frame, sheet, room, natural, mayGrow, initial, steps }: Parts): ZoomControl & { size: Size; at: (factor: number, point: Point) => void } {
  const [chosen, setChosen] = useState<Zoom | null>(null);
  const [brought, setBrought] = useState<number | null>(null);
  const zoom = chosen ?? brought ?? initial;
  const width = shownWidth({ zoom, natural, frame: room, mayGrow });
  const size = { width, height: (width * natural.height) / natural.width };
  const percent = (width / natural.width) * 100;

  const fitted = (shownWidth({ zoom: initial, natural, frame: room, mayGrow }) / natural.width) * 100;
  const less = stepZoom(percent, -1, steps);
  const smaller = less < percent ? less : fitted < percent - 0.5 ? initial : null;

  /** A point of the sheet, as parts of it, and where in the window it is to stay. */
  const anchor = useRef<{ x: number; y: number; point: Point } | null>(null);
  const change = (next: Zoom, wanted?: Point): void => {
    const box = frame.current?.getBoundingClientRect();
    const page = sheet.current?.getBoundingClientRect();
    if (box && page && page.width > 0 && page.height > 0) {
      const point = wanted ?? { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
      anchor.current = { x: (point.clientX - page.left) / page.width, y: (point.clientY - page.top) / page.height, point };
    }
    setChosen(next);
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
    brought: chosen === null ? brought : null,
    percent,
    size,
    set: (next) => change(next),
    smaller,
    canGrow: stepZoom(percent, 1, steps) > percent,
    step: (step) => change(step > 0 ? stepZoom(percent, 1, steps) : (smaller ?? zoom)),
    bring: (wanted) => {
      if (chosen === null && wanted > percent) setBrought(wanted);
    },
    at: (factor, point) => change(clampZoom(percent * factor, steps, fitted), point),
  };
}
