import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import type { Place } from '../detail-store';
import { percentOf } from './page-box';
import type { Size } from './zoom';
import styles from './page-place.module.css';

interface Props {
  place: Place;
  layout: Size;
  /** How large the page was brought for it, percent: it is looked for again. */
  brought: number | null;
  frame: RefObject<HTMLElement | null>;
}

/** The place that is pointed at, framed. When it appears it flashes once, and is brought into view if it is not. */
export function PagePlace({ place, layout, brought, frame }: Props): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = frame.current?.getBoundingClientRect();
    const mark = ref.current?.getBoundingClientRect();
    if (!box || !mark) return;
    const isSeen = mark.top >= box.top && mark.bottom <= box.bottom && mark.left >= box.left && mark.right <= box.right;
    if (isSeen) return;
    frame.current?.scrollBy({
      top: (mark.top + mark.bottom - box.top - box.bottom) / 2,
      left: (mark.left + mark.right - box.left - box.right) / 2,
    });
  }, [frame, brought]);
  return (
    <div ref={ref} className={styles.place} style={percentOf(place.box, layout)} data-word-place={place.word} data-testid="page-place" />
  );
}
