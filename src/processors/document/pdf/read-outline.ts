import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { PdfReport } from '../../../shared/model/report';
import { cutAtUnits } from '../../kit/text-keeper';
import { nameOfRef } from './read-page';

type Outline = PdfReport['outline'];
type OutlineItem = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];

const MAX_ENTRIES = 1_000;
/** So many are counted. */
const MAX_COUNTED = 10_000;
const MAX_TITLE_UNITS = 500;

/** The table of contents that viewers show: levels from 1, `page` null for what leads nowhere in the document. */
export async function readOutline(
  document: PDFDocumentProxy,
  pageOfRef: ReadonlyMap<string, number>,
): Promise<{ outline: Outline; count: number }> {
  const top = await document.getOutline().catch(() => null);
  const outline: Outline = [];
  let count = 0;
  // Last in, first out, so children come before their parent's next neighbour.
  const open: { item: OutlineItem; level: number }[] = [];
  const add = (items: readonly OutlineItem[], level: number): void => {
    for (const item of items.toReversed()) open.push({ item, level });
  };
  add(top ?? [], 1);
  for (let next = open.pop(); next && count < MAX_COUNTED; next = open.pop()) {
    count += 1;
    const { item, level } = next;
    if (outline.length < MAX_ENTRIES) {
      const title = cutAtUnits(item.title.replace(/\s+/g, ' ').trim(), MAX_TITLE_UNITS);
      outline.push({ title, level, page: await pageOf(document, item.dest, pageOfRef) });
    }
    add(item.items as OutlineItem[], level + 1);
  }
  return { outline, count };
}

async function pageOf(document: PDFDocumentProxy, goal: OutlineItem['dest'], pageOfRef: ReadonlyMap<string, number>): Promise<number | null> {
  const place: unknown = typeof goal === 'string' ? await document.getDestination(goal).catch(() => null) : goal;
  const target: unknown = Array.isArray(place) ? place[0] : null;
  if (typeof target === 'number') return target >= 0 && target < document.numPages ? target + 1 : null;
  if (typeof target !== 'object' || target === null || !('num' in target) || !('gen' in target)) return null;
  return pageOfRef.get(nameOfRef({ num: Number(target.num), gen: Number(target.gen) }) ?? '') ?? null;
}
