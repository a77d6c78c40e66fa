import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { ThrowWatch } from './throw-watch';
import type { Places } from './use-anchor';

const OVERSCAN = 8;

interface View {
  first: number;
  last: number;
  /** The line at the upper edge. */
  top: number;
  /** It passes by faster than anyone can look. */
  isThrown: boolean;
}

/**
 * The lines in view, and some around them.
 *
 * @param moved what `useAnchor` says: lines that only lie elsewhere now stay drawn while the frame follows them
 */
export function useWindow(frame: RefObject<HTMLElement | null>, places: Places, total: number, moved = 0): View {
  const [view, setView] = useState<View>({ first: 0, last: OVERSCAN, top: 0, isThrown: false });
  const lookAgain = useRef<() => void>(undefined);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const look = (): void => {
      const { isThrown } = watch;
      const top = Math.max(0, places.indexFrom(element.scrollTop + 1) - 1);
      const first = Math.max(0, top - OVERSCAN);
      const last = Math.min(total - 1, places.indexFrom(element.scrollTop + element.clientHeight) + OVERSCAN);
      setView((now) => (now.first === first && now.last === last && now.top === top && now.isThrown === isThrown ? now : { first, last, top, isThrown }));
    };
    const watch = new ThrowWatch(element, look);
    const follow = (): void => {
      watch.follow();
      look();
    };
    look();
    lookAgain.current = look;
    element.addEventListener('scroll', follow, { passive: true });
    const size = new ResizeObserver(look);
    size.observe(element);
    return () => {
      element.removeEventListener('scroll', follow);
      size.disconnect();
      watch.stop();
    };
  }, [frame, places, total]);
  // The frame has followed by now.
  useLayoutEffect(() => {
    if (moved !== 0) lookAgain.current?.();
  }, [moved]);
  if (moved === 0) return view;
  const at = (index: number): number => Math.max(0, Math.min(total - 1, index + moved));
  return { ...view, first: at(view.first), last: at(view.last), top: at(view.top) };
}

/** Scrolls just as far as it takes to show a row whole, below what covers the upper edge of the frame. */
export function scrollToRow(frame: HTMLElement | null, top: number, height: number, covered: number): void {
  if (!frame) return;
  const room = frame.clientHeight - covered;
  if (top < frame.scrollTop) frame.scrollTop = top;
  else if (top + height > frame.scrollTop + room) frame.scrollTop = top + height - room;
}
