import { useEffect, useState } from 'react';
import type { PageLayout } from '../../../../shared/model/page-layout';
import { usePlace } from '../detail-store';
import { layoutWords } from '../page/layout-words';
import { boxAround } from '../page/page-box';

interface Target {
  page: number;
  /** The words to point at, of the page's layout; none points at nothing. */
  numbers: (layout: PageLayout) => readonly number[];
}

/** Points at words of a page as soon as it is known where they stand. */
export function usePointAt(layouts: ReadonlyMap<number, PageLayout>): (target: Target | null) => void {
  const [target, setTarget] = useState<Target | null>(null);
  const layout = target ? layouts.get(target.page) : undefined;
  useEffect(() => {
    if (!target || !layout) return;
    const numbers = target.numbers(layout);
    const words = layoutWords(layout);
    const box = boxAround(numbers.flatMap((number) => words[number]?.box ?? []));
    if (box) usePlace.getState().point({ page: target.page, box, word: numbers[0] ?? null });
    setTarget(null);
  }, [target, layout]);
  return setTarget;
}
