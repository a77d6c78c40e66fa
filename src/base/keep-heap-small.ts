import { setFlagsFromString } from 'node:v8';

/**
 * A document leaves much litter and little else: 40 MB live among 2,000 pages, for which V8 by itself takes up to
 * 400 MB from the system and gives none back; so do long lists of archives. So it sweeps sooner, for the whole of the process: half of that, for a
 * tenth more of the processor's time. Sweeping twice as often again saves 10 MB and costs as much once more.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=40');
}
