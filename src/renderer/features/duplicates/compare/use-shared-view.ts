import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import { actualZoom, clampView, mostZoom, panBy, stepZoom, WHOLE, zoomAt, type Size, type View } from './view';

/** A notch of a wheel, 100 CSS pixels, makes it a quarter larger. */
const PER_PIXEL = Math.log(1.25) / 100;
/** A step by a key, as a part of the room. */
const KEY_STEP = 0.15;

interface Parts {
  /** Of the larger picture, as it is shown; what is zoomed and moved by. */
  natural: Size;
  fit: Size;
  room: Size;
}

export interface SharedView {
  view: View;
  /** Of the larger picture's own pixels. */
  percent: number;
  canGrow: boolean;
  step(step: 1 | -1): void;
  showWhole(): void;
  showActual(): void;
  /** Whole, or its own pixels if it is whole already. */
  toggleActual(): void;
  pan(x: -1 | 0 | 1, y: -1 | 0 | 1): void;
  handlers: {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
    onDoubleClick: () => void;
  };
}

/** One zoom and one place for all pictures on show: by wheel, by hand, by keys. `key` names what is compared; another one begins whole. */
export function useSharedView(stage: RefObject<HTMLElement | null>, key: string, { natural, fit, room }: Parts): SharedView {
  const [state, setState] = useState<{ key: string; view: View }>({ key, view: WHOLE });
  const most = mostZoom(natural, fit);
  const wanted = state.key === key ? state.view : WHOLE;
  const view = clampView(wanted, fit, room, most);
  const change = (next: View): void => setState({ key, view: next });
  const actual = actualZoom(natural, fit, window.devicePixelRatio);

  const latest = useRef({ view, change, fit, room, most });
  latest.current = { view, change, fit, room, most };
  useEffect(() => {
    const element = stage.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent): void => {
      const pane = event.target instanceof Element ? event.target.closest('[data-pane]') : null;
      if (!pane) return;
      event.preventDefault();
      const box = pane.getBoundingClientRect();
      const point = { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
      const now = latest.current;
      now.change(zoomAt(now.view, Math.exp(-event.deltaY * PER_PIXEL), point, now.fit, now.room, now.most));
    };
    // Not by React, whose wheel listeners may not prevent anything.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [stage]);

  const held = useRef<{ x: number; y: number } | null>(null);
  const release = (): void => {
    held.current = null;
  };
  const showActual = (): void => change(clampView({ ...view, zoom: actual }, fit, room, most));
  return {
    view,
    percent: (view.zoom / actual) * 100,
    canGrow: view.zoom < most - 0.001,
    step: (step) => change(stepZoom(view, step, fit, room, most)),
    showWhole: () => change(WHOLE),
    showActual,
    toggleActual: () => (view.zoom > 1 ? change(WHOLE) : showActual()),
    pan: (x, y) => change(panBy(view, { x: -x * KEY_STEP * room.width, y: -y * KEY_STEP * room.height }, fit, room, most)),
    handlers: {
      onPointerDown: (event) => {
        if (event.button > 1) return;
        held.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event) => {
        const from = held.current;
        if (!from) return;
        held.current = { x: event.clientX, y: event.clientY };
        change(panBy(view, { x: event.clientX - from.x, y: event.clientY - from.y }, fit, room, most));
      },
      onPointerUp: release,
      onPointerCancel: release,
      onDoubleClick: () => (view.zoom > 1 ? change(WHOLE) : showActual()),
    },
  };
}
