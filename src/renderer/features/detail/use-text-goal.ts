import { useCallback, useEffect, useRef, type RefObject } from 'react';

/** A scroll that was made here is told of within this time. */
const ECHO_MS = 200;
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
  const pageGoal = useRef<number | null>(null);
  const goal = useRef<Goal | null>(null);
  const ours = useRef(0);
  const shownPage = useRef(page);
  if (shownPage.current !== page) {
    shownPage.current = page;
    pageGoal.current = page;
  }

  const pursue = useCallback((): void => {
    const element = frame.current;
    if (!element) return;
    const find = (selector: string): HTMLElement | null => element.querySelector<HTMLElement>(selector);
    const top = pageGoal.current === null ? null : find(`[data-page="${pageGoal.current}"]`);
    if (pageGoal.current !== null && !top) more?.();
    if (top) {
      pageGoal.current = null;
      ours.current = performance.now() + ECHO_MS;
      element.scrollTop += top.getBoundingClientRect().top - element.getBoundingClientRect().top;
    }
    const target = goal.current && find(`[data-of="${goal.current.page}"] ${goal.current.selector}`);
    if (!target) return;
    goal.current = null;
    const [mark, box] = [target.getBoundingClientRect(), element.getBoundingClientRect()];
    if (mark.top >= box.top && mark.bottom <= box.bottom) return;
    ours.current = performance.now() + ECHO_MS;
    element.scrollTop += (mark.top + mark.bottom - box.top - box.bottom) / 2;
  }, [frame, more]);

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
    element.addEventListener('scroll', follow, { passive: true });
    return () => element.removeEventListener('scroll', follow);
  }, [frame]);

  return useCallback(
    (next) => {
      goal.current = next;
      pursue();
    },
    [pursue],
  );
}
