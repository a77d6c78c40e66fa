import { useLayoutEffect, useState, type RefObject } from 'react';

interface Size {
  width: number;
  height: number;
}

const NOTHING: Size = { width: 0, height: 0 };

/** The room inside an element, without its padding, followed while it changes. */
export function useSize(ref: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState(NOTHING);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const take = (width: number, height: number): void =>
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(element);
    // Not to wait for the observer's first word.
    take(
      Math.max(0, element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)),
      Math.max(0, element.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom)),
    );
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      take(entry.contentRect.width, entry.contentRect.height);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
