import { useEffect, useState, type RefObject } from 'react';

/** More can't be read at a time. */
const MOST = 5;

/** The pages of which a part is in view, of those whose pieces (`data-of`) lie in the frame. */
export function useVisiblePages(frame: RefObject<HTMLElement | null>, pieces: number): readonly number[] {
  const [pages, setPages] = useState<readonly number[]>([]);
  useEffect(() => {
    const visible = new Set<Element>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) visible.add(target);
          else visible.delete(target);
        }
        const next = [...new Set([...visible].map((element) => Number((element as HTMLElement).dataset['of'])))];
        next.sort((a, b) => a - b);
        setPages((before) => (before.join() === next.join() ? before : next.slice(0, MOST)));
      },
      { root: frame.current },
    );
    for (const piece of frame.current?.querySelectorAll('[data-of]') ?? []) observer.observe(piece);
    return () => observer.disconnect();
  }, [frame, pieces]);
  return pages;
}
