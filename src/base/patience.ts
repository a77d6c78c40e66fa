export const SILENT = Symbol('silent');

const LIMIT_MS = 5_000;
const AT_ONCE = 4;

let silentQuestions = 0;
/** Whether a system thread of this process hangs in a question: an orderly exit would wait for it. */
export const isAnybodySilent = (): boolean => silentQuestions > 0;

interface Place {
  /** Questions that may still be answered in time. */
  asking: number;
  /** Questions whose time is over, and that have not come to their end. */
  silent: number;
  waiting: (() => void)[];
}

/**
 * Asks file systems that may never answer. A question that is not answered holds a system thread for as long: so few are asked of one place at
 * one time, and a place that is silent is asked nothing else until it has spoken.
 */
export class Patience {
  private readonly places = new Map<string, Place>();

  /** @param limitMs an answer that takes longer counts as none */
  constructor(
    private readonly limitMs = LIMIT_MS,
    private readonly atOnce = AT_ONCE,
  ) {}

  /** @throws what the question throws in time */
  async ask<R>(name: string, question: () => Promise<R>): Promise<R | typeof SILENT> {
    const place = this.places.get(name) ?? { asking: 0, silent: 0, waiting: [] };
    this.places.set(name, place);
    while (place.silent === 0 && place.asking >= this.atOnce) await new Promise<void>((resolve) => place.waiting.push(resolve));
    if (place.silent > 0) return SILENT;
    place.asking += 1;
    const asked = question().finally(() => {
      place.asking -= 1;
      place.waiting.shift()?.();
      if (place.asking === 0 && place.waiting.length === 0) this.places.delete(name);
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<typeof SILENT>((resolve) => {
      timer = setTimeout(() => {
        place.silent += 1;
        silentQuestions += 1;
        const ended = (): void => {
          place.silent -= 1;
          silentQuestions -= 1;
        };
        asked.then(ended, ended);
        for (const wake of place.waiting.splice(0)) wake();
        resolve(SILENT);
      }, this.limitMs);
    });
    try {
      return await Promise.race([asked, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
