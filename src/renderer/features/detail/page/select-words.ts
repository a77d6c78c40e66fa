import type { PageLayout } from '../../../../shared/model/page-layout';
import { copiedText } from './copied-text';
import { layoutWords } from './layout-words';
import type { WordOffset } from './nearest-word';

/** Selects from one place of a text layer to another, in this direction. */
export function selectWords(layer: Element, from: WordOffset, to: WordOffset): void {
  const start = textAt(layer, from);
  const end = textAt(layer, to);
  if (start && end) window.getSelection()?.setBaseAndExtent(start, from.offset, end, to.offset);
}

export function selectAllWords(layer: Element, layout: PageLayout): void {
  const words = layoutWords(layout);
  const last = words.length - 1;
  selectWords(layer, { word: 0, offset: 0 }, { word: last, offset: words[last]?.text.length ?? 0 });
}

/** The text of what is selected in a text layer; null when the selection lies elsewhere, or is empty. */
export function selectedText(layer: Element, layout: PageLayout): string | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed) return null;
  const start = placeAt(layer, selection.anchorNode, selection.anchorOffset);
  const end = placeAt(layer, selection.focusNode, selection.focusOffset);
  return start && end ? copiedText(layout, start, end) : null;
}

function textAt(layer: Element, { word }: WordOffset): Node | null {
  return layer.querySelector(`[data-word="${word}"]`)?.firstChild ?? null;
}

function placeAt(layer: Element, node: Node | null, offset: number): WordOffset | null {
  const word = node?.parentElement?.dataset['word'];
  return word !== undefined && layer.contains(node) ? { word: Number(word), offset } : null;
}
