import { useLayoutEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { ThrowWatch } from '../files/throw-watch';
import type { TilePlaces } from './tile-places';

/** Lines drawn beyond those in view, above and below; no more, because each costs time while scrolling. */
const AHEAD = 1;

interface View {
  first: number;
  last: number;
  /** As many as are ever drawn at once; a tile that leaves the view serves one that comes in. */
  most: number;
  /** It passes by faster than anyone can look. */
  isThrown: boolean;
}

const NOTHING: View = { first: 0, last: -1, most: 1, isThrown: false };

/** The tiles in view, and some lines around them. */
export function useTileWindow(frame: RefObject<HTMLElement | null>, places: TilePlaces, total: number): View {
  const [view, setView] = useState(NOTHING);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const look = (): void => {
      const { isThrown } = watch;
      const most = (Math.ceil(element.clientHeight / places.lineHeight) + 1 + 2 * AHEAD) * places.columns;
      const top = places.indexFrom(element.scrollTop + 1) - places.columns;
      const first = Math.max(0, top - AHEAD * places.columns);
      const last = Math.min(total, first + most) - 1;
      setView((now) => (now.first === first && now.last === last && now.most === most && now.isThrown === isThrown ? now : { first, last, most, isThrown }));
    };
    const watch = new ThrowWatch(element, look);
    // In the same frame as the scrolling, which otherwise shows the ground for a moment.
    const follow = (): void => {
      watch.follow();
      flushSync(look);
    };
    look();
    element.addEventListener('scroll', follow, { passive: true });
    const size = new ResizeObserver(look);
    size.observe(element);
    return () => {
      element.removeEventListener('scroll', follow);
      size.disconnect();
      watch.stop();
    };
  }, [frame, places, total]);
  return view;
}
