import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { bringIntoView, type Aim } from './bring-into-view';

/** A scroll that was made here is told of within this time. */
const ECHO_MS = 200;
const HANDS = ['wheel', 'pointerdown', 'keydown'] as const;
/** The line of the frame at which one reads, as a part of its height. */
const READING_LINE = 0.35;

interface Parts {
  frame: RefObject<HTMLElement | null>;
  page: number;
  /** The page that is being read, when that is another one. */
  onPage: (page: number) => void;
  /** Loads more text; undefined when all is there. */
  more: (() => void) | undefined;
}

interface Goal {
  page: number;
  selector: string;
}

/**
 * Keeps text and page together: a page that is turned elsewhere is brought to the top of the text, and reading on in
 * the text turns the page. `goTo` brings a piece of a page into view, as soon as it is there.
 */
export function useTextGoal({ frame, page, onPage, more }: Parts): (goal: Goal) => void {
  const pageGoal = useRef<number | null>(page > 1 ? page : null);
  const goal = useRef<Goal | null>(null);
  const ours = useRef(0);
  const settle = useRef<(() => void) | null>(null);
  const shownPage = useRef(page);
  if (shownPage.current !== page) {
    shownPage.current = page;
    pageGoal.current = page;
  }

  const pursue = useCallback((): void => {
    const element = frame.current;
    if (!element) return;
    const bring = (aim: Aim): void => {
      settle.current?.();
      settle.current = bringIntoView(element, aim, () => {
        ours.current = performance.now() + ECHO_MS;
      });
    };
    const top = pageGoal.current === null ? null : element.querySelector(`[data-page="${pageGoal.current}"]`);
    if (pageGoal.current !== null && !top) more?.();
    if (top) {
      pageGoal.current = null;
      bring({ element: top, to: 'top' });
    }
    const place = goal.current && element.querySelector(`[data-of="${goal.current.page}"] ${goal.current.selector}`);
    if (place) {
      goal.current = null;
      bring({ element: place, to: 'middle' });
    }
  }, [frame, more]);
  useEffect(() => () => settle.current?.(), []);

  // Whatever was drawn may have brought it.
  useEffect(pursue);

  const latestOnPage = useRef(onPage);
  latestOnPage.current = onPage;
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const follow = (): void => {
      if (performance.now() < ours.current || pageGoal.current !== null) return;
      const { left, top, width, height } = element.getBoundingClientRect();
      const isAtEnd = element.scrollTop > 0 && element.scrollTop + element.clientHeight >= element.scrollHeight - 2;
      const line = element.scrollTop <= 0 ? 0.02 : isAtEnd ? 0.9 : READING_LINE;
      const piece = document.elementFromPoint(left + width / 2, top + height * line)?.closest<HTMLElement>('[data-of]');
      const read = Number(piece?.dataset['of'] ?? shownPage.current);
      if (read === shownPage.current || !element.contains(piece ?? null)) return;
      shownPage.current = read;
      latestOnPage.current(read);
    };
    // A hand that moves the text ends what was moved by itself.
    const takeOver = (): void => {
      settle.current?.();
      ours.current = 0;
    };
    element.addEventListener('scroll', follow, { passive: true });
    for (const kind of HANDS) element.addEventListener(kind, takeOver, { passive: true });
    return () => {
      element.removeEventListener('scroll', follow);
      for (const kind of HANDS) element.removeEventListener(kind, takeOver);
    };
  }, [frame]);

  return useCallback(
    (next) => {
      goal.current = next;
      pursue();
    },
    [pursue],
  );
}
