import { useEffect, useRef, type PointerEvent, type PointerEventHandler, type RefObject } from 'react';
import type { useZoom } from './use-zoom';

/** A notch of a wheel, 100 CSS pixels, makes it a fifth larger. */
const PER_PIXEL = Math.log(1.2) / 100;
const MIDDLE = 1;

interface Gestures {
  onPointerDown: PointerEventHandler;
  onPointerMove: PointerEventHandler;
  onPointerUp: PointerEventHandler;
  onPointerCancel: PointerEventHandler;
}

interface Options {
  /** The wheel zooms by itself, other than over pages, which it scrolls. */
  zoomsByWheel: boolean;
}

/** Ctrl and the wheel, or two fingers, zoom at the pointer; dragging beside the words, or with the middle button, moves. */
export function useGestures(
  frame: RefObject<HTMLElement | null>,
  zoom: Pick<ReturnType<typeof useZoom>, 'at'>,
  { zoomsByWheel }: Options,
): Gestures {
  const latest = useRef({ zoom, zoomsByWheel });
  latest.current = { zoom, zoomsByWheel };
  const held = useRef<{ x: number; y: number } | null>(null);

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent): void => {
      const isCommand = event.ctrlKey || event.metaKey;
      if (!isCommand && (!latest.current.zoomsByWheel || event.shiftKey || event.deltaY === 0)) return;
      event.preventDefault();
      latest.current.zoom.at(Math.exp(-event.deltaY * PER_PIXEL), event);
    };
    const noAutoScroll = (event: MouseEvent): void => {
      if (event.button === MIDDLE) event.preventDefault();
    };
    // Not by React, whose wheel listeners may not prevent anything.
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('mousedown', noAutoScroll);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('mousedown', noAutoScroll);
    };
  }, [frame]);

  const release = (event: PointerEvent): void => {
    held.current = null;
    event.currentTarget.removeAttribute('data-moving');
  };
  return {
    onPointerDown: (event) => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = event.currentTarget;
      const canMove = scrollWidth > clientWidth || scrollHeight > clientHeight;
      // On the scroll bar the browser moves it.
      const isInside = event.nativeEvent.offsetX <= clientWidth && event.nativeEvent.offsetY <= clientHeight;
      const isBar = event.target === event.currentTarget && !isInside;
      if (!canMove || isBar || event.button > MIDDLE) return;
      held.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
      event.currentTarget.setAttribute('data-moving', '');
    },
    onPointerMove: (event) => {
      const from = held.current;
      if (!from) return;
      event.currentTarget.scrollBy(from.x - event.clientX, from.y - event.clientY);
      held.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp: release,
    onPointerCancel: release,
  };
}
