import type { PDFPageProxy } from 'pdfjs-dist';
import type { Pdfjs } from '../load-pdfjs';
import type { TextFlow } from '../page-fragments';
import { collectRulings } from './collect-rulings';
import { findTables } from './find-tables';
import type { FoundTable } from './found-table';
import { mayHoldTable } from './may-hold-table';

/** Annotations draw no tables. */
const NO_ANNOTATIONS = 0;

/** The tables of a page, those of its main direction of writing first. What the page draws is only asked for where its text leaves room for tables. */
export async function tablesOfPage(page: PDFPageProxy, flows: readonly TextFlow[], { OPS }: Pick<Pdfjs, 'OPS'>): Promise<FoundTable[]> {
  const spaced = flows.filter(mayHoldTable);
  if (spaced.length === 0) return [];
  const viewport = page.getViewport({ scale: 1 });
  const rulings = collectRulings(await page.getOperatorList({ annotationMode: NO_ANNOTATIONS }), OPS, viewport);
  return spaced.flatMap((flow) => findTables(flow, rulings, viewport));
}
