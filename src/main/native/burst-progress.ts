import type { Accounting } from '../../shared/model/file';

/** So few files are done before anybody looks at the taskbar. */
const FEWEST = 5;

/** How far the files that came together are, for the taskbar: from the first that is open to the last that is settled. */
export class BurstProgress {
  /** Settled before the burst began; null while nothing is open. */
  private before: number | null = null;

  /** @returns 0–1; null while there is nothing to show */
  update({ done, attention, ignored, inProgress, waiting }: Accounting): number | null {
    const open = inProgress + waiting;
    const settled = done + attention + ignored;
    if (open === 0) this.before = null;
    else this.before = Math.min(this.before ?? settled, settled);
    if (this.before === null) return null;
    const all = settled - this.before + open;
    return all < FEWEST ? null : (settled - this.before) / all;
  }
}
