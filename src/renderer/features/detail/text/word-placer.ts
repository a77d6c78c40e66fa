import type { PageLayout } from '../../../../shared/model/page-layout';
import { layoutWords } from '../page/layout-words';
import { placeWords, type WordRange } from './place-words';
import type { TextBlock } from './text-pages';

/** Finds the words of layouts in the text as far as it is loaded; the same answer as long as the text is the same. */
export function wordPlacer(): (blocks: readonly TextBlock[], layout: PageLayout) => readonly WordRange[] {
  const known = new WeakMap<PageLayout, { text: string; ranges: readonly WordRange[] }>();
  return (blocks, layout) => {
    const text = blocks.flatMap((block) => (block.page === layout.page ? block.text : [])).join('');
    const before = known.get(layout);
    if (before?.text === text) return before.ranges;
    const ranges = placeWords(text, layoutWords(layout));
    known.set(layout, { text, ranges });
    return ranges;
  };
}
