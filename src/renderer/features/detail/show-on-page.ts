import type { Box } from '../../../shared/model/page-layout';
import { useDetailTab, usePlace } from './detail-store';

const NOWHERE: Box = { x: 0, y: 0, width: 0, height: 0 };

/** Shows a place on a page of the file on show, or the page as a whole, beside its text. */
export function showOnPage(page: number, box: Box | null = null): void {
  useDetailTab.getState().setTab('text');
  usePlace.getState().point({ page, box: box ?? NOWHERE, word: null });
}
