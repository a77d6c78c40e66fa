import { useEffect, useState } from 'react';
import type { Size } from './view';

const NONE: Size = { width: 0, height: 0 };

/** The room inside whichever element is the pane now; `ref` goes to it. */
export function useRoom(): { room: Size; ref: (element: HTMLElement | null) => void } {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [room, setRoom] = useState(NONE);
  useEffect(() => {
    if (!element) return undefined;
    const look = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      setRoom((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return { room, ref: setElement };
}
