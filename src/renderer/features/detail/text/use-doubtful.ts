import type { PageLayout } from '../../../../shared/model/page-layout';
import type { OcrReport } from '../../../../shared/model/report';
import { usePlace } from '../detail-store';
import { doubtfulNumber, doubtfulWords, stepDoubtful, totalDoubtful, type DoubtfulPlace } from '../page/doubtful-words';

interface Doubtful {
  total: number;
  /** Which one is pointed at, from 1; null for none of them. */
  number: number | null;
  next: (step: 1 | -1) => DoubtfulPlace | null;
}

/** The doubtful words of a file: counted by its report, exactly where layouts are there. */
export function useDoubtful(ocr: OcrReport | null, layouts: ReadonlyMap<number, PageLayout>, page: number): Doubtful {
  const place = usePlace((state) => state.place);
  const counts = (ocr?.pages ?? [])
    .map((facts) => {
      const layout = layouts.get(facts.page);
      return { page: facts.page, count: layout ? doubtfulWords(layout).length : facts.doubtfulWords };
    })
    .filter(({ count }) => count > 0);
  const layout = place ? layouts.get(place.page) : undefined;
  const nth = layout && place?.word != null ? doubtfulWords(layout).indexOf(place.word) : -1;
  const current: DoubtfulPlace | null = place && nth >= 0 ? { page: place.page, nth } : null;
  const from = current?.page === page ? current : { page };
  return {
    total: totalDoubtful(counts),
    number: current && doubtfulNumber(counts, current),
    next: (step) => stepDoubtful(counts, from, step),
  };
}
