import type { SimulatedFile } from '../../shared/model/rule';
import type { OrderReview } from '../../shared/model/rule-order';
import { Breath } from '../../base/breath';
import { Foresight } from '../judging/foresight';
import { candidates, type Asked, type CandidateParts } from './candidates';

/** Of each file that is shown. */
const TRACES = 20;

export interface ReviewAsked extends Asked {
  readonly offset: number;
  readonly limit: number;
}

/**
 * What an order would do with the files that are there, with all that can be foreseen of names and disks. Changes nothing.
 *
 * @param onAsked told of how many files the rules were asked by then
 * @throws FilemillError `settings.invalid`, `call.cancelled`
 */
export async function reviewOrder(parts: CandidateParts, { offset, limit, ...asked }: ReviewAsked, signal: AbortSignal, onAsked?: (files: number) => void): Promise<OrderReview & { rows: SimulatedFile[] }> {
  const found = { files: 0, acted: 0, steps: 0, before: 0, unread: 0, underWay: 0 };
  const rows: SimulatedFile[] = [];
  const foresight = new Foresight(parts.trying.keepsMoved());
  const breath = new Breath();
  const isShown = (): boolean => found.acted >= offset && rows.length < limit;
  for (const slice of candidates(parts, asked, 0, () => (isShown() ? TRACES : 0))) {
    onAsked?.(found.files);
    for (const { row, folder, judged, verdict } of slice) {
      found.files += 1;
      if (verdict === 'acts') {
        await foresight.look(judged, signal);
        if (isShown()) rows.push({ fileId: row.fileId, path: row.path, folderName: folder.name, outcomes: judged.outcomes });
        found.acted += 1;
        found.steps += judged.steps.length;
      } else if (verdict !== 'none') found[verdict] += 1;
      await breath.take();
      signal.throwIfAborted();
    }
  }
  return { ...found, rows };
}
