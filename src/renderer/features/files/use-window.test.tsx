import { act, cleanup, render } from '@testing-library/react';
import { useMemo, useRef, type ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { PagedRows } from '../../engine-client/paged-rows';
import { useAnchor } from './use-anchor';
import { useWindow } from './use-window';

const HEIGHT = 10;
const PLACES = { topOf: (index: number) => index * HEIGHT, indexFrom: (top: number) => Math.ceil(top / HEIGHT) };
interface Line {
  id: number;
}

/** Lines whose ids count down; more come above them. */
let ids: number[];
let element: HTMLElement;
/** Ids of the lines that each render draws. */
let drawn: number[][];

const ROWS = {
  rowAt: (index: number) => (ids[index] === undefined ? undefined : { id: ids[index] }),
  indexOf: (id: number) => (ids.includes(id) ? ids.indexOf(id) : undefined),
};

function List({ version }: { version: number }): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => ({ ...ROWS, version }) as unknown as PagedRows<Line>, [version]);
  const moved = useAnchor({ frame, rows, places: PLACES, covered: 0, listKey: 'a', cursorId: null });
  const { first, last } = useWindow(frame, PLACES, ids.length, moved);
  drawn.push(ids.slice(first, last + 1));
  const attach = (found: HTMLDivElement | null): void => {
    if (!found) return;
    frame.current = found;
    element = found;
    Object.defineProperty(found, 'clientHeight', { value: 100, configurable: true });
  };
  return <div ref={attach} />;
}

function scrollTo(top: number): void {
  act(() => {
    element.scrollTop = top;
    element.dispatchEvent(new Event('scroll'));
  });
}

afterEach(cleanup);

it('draws the same lines while others come in above them, and none besides', () => {
  ids = Array.from({ length: 1_000 }, (_, index) => 1_000 - index);
  drawn = [];
  const { rerender } = render(<List version={0} />);
  scrollTo(5_000);
  const before = drawn.at(-1);
  expect(before).toContain(500);
  drawn = [];
  ids = [...Array.from({ length: 30 }, (_, index) => 1_030 - index), ...ids];
  rerender(<List version={1} />);
  expect(element.scrollTop).toBe(5_300);
  for (const lines of drawn) expect(lines).toEqual(before);
});

it('shows what comes in at the top of a list that is not scrolled', () => {
  ids = Array.from({ length: 1_000 }, (_, index) => 1_000 - index);
  drawn = [];
  const { rerender } = render(<List version={0} />);
  ids = [1_001, ...ids];
  rerender(<List version={1} />);
  expect([drawn.at(-1)?.[0], element.scrollTop]).toEqual([1_001, 0]);
});
