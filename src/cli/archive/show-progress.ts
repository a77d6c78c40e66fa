import type { WorkerPool } from '../../engine/workers/worker-pool';
import { shown } from '../print';
import { WIDTH } from '../wrap-line';

const CLEAR_LINE = '\r\u001b[2K';

/** One line that changes in place, for people at a terminal only. @returns takes it away */
export function showProgress(pool: WorkerPool): () => void {
  if (!process.stderr.isTTY) return () => undefined;
  let isShown = false;
  pool.onProgress((_fileId, label, fraction) => {
    const share = fraction === null ? '' : `${Math.round(fraction * 100)} %  `.padStart(7);
    process.stderr.write(`${CLEAR_LINE}${share}${shown(label).slice(0, WIDTH - 10)}`);
    isShown = true;
  });
  return () => {
    if (isShown) process.stderr.write(CLEAR_LINE);
  };
}
