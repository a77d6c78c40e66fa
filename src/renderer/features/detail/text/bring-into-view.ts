/** What comes into view takes its real height only then, and moves the rest. */
const SETTLING_FRAMES = 8;

/** What to bring: a place into the middle, unless it can be seen, or the beginning of a page to the top. */
export interface Aim {
  element: Element;
  to: 'middle' | 'top';
}

/**
 * Scrolls a frame, and again while its content settles.
 *
 * @param onScroll told before each scroll
 * @returns ends it early
 */
export function bringIntoView(frame: HTMLElement, { element, to }: Aim, onScroll: () => void): () => void {
  let frames = SETTLING_FRAMES;
  let timer = 0;
  const bring = (): void => {
    if (!element.isConnected) return;
    const [box, mark] = [frame.getBoundingClientRect(), element.getBoundingClientRect()];
    const isSeen = mark.top >= box.top && mark.bottom <= box.bottom;
    const toMiddle = isSeen ? 0 : (mark.top + mark.bottom - box.top - box.bottom) / 2;
    const by = to === 'top' ? mark.top - box.top : toMiddle;
    onScroll();
    if (Math.abs(by) > 1) frame.scrollTop += by;
    frames -= 1;
    if (frames > 0) timer = requestAnimationFrame(bring);
  };
  bring();
  return () => cancelAnimationFrame(timer);
}
