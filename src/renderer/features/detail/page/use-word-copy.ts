import type { ClipboardEvent, RefObject } from 'react';
import type { PageLayout } from '../../../../shared/model/page-layout';
import { selectAllWords, selectedText } from './select-words';

interface WordCopy {
  onCopy: (event: ClipboardEvent) => void;
  selectAll: () => void;
}

/** Copies the selected words of a page as its text, not as the pieces that lie on its picture. */
export function useWordCopy(sheet: RefObject<HTMLElement | null>, layout: PageLayout | undefined): WordCopy {
  const layerOf = (): Element | null => sheet.current?.querySelector('[data-testid="text-layer"]') ?? null;
  return {
    onCopy: (event) => {
      const layer = layerOf();
      const text = layer && layout ? selectedText(layer, layout) : null;
      if (text === null) return;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
    },
    selectAll: () => {
      const layer = layerOf();
      if (layer && layout) selectAllWords(layer, layout);
    },
  };
}
