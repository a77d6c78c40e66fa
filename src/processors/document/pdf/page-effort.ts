import { FilemillError } from '../../../shared/errors/filemill-error';
import { t } from '../../../shared/words/words';

export interface EffortLimits {
  /** Forms, pictures, changes of font, and every hundredth other operation. A hundred thousand take the library seconds. */
  readonly slices: number;
  readonly bytes: number;
}

/** The library would go on for hours, or take all memory. */
export class TooHeavy extends FilemillError {
  constructor() {
    super('file.tooComplex', t('The PDF draws far more than its pages can show; reading it was stopped.'), {
      hint: t('Print it to a new PDF with the program that made it, and put that one here.'),
    });
  }
}

/**
 * What the library may do for one page: slices of work, and bytes to unpack. It follows a page to its end without
 * letting go of the thread, so it can only be stopped from the calls it makes (`meter-pdfjs`).
 */
export class PageEffort {
  private static readonly current = new Set<PageEffort>();

  /** Rejects with `TooHeavy` when the slices are used up. */
  readonly spent: Promise<never>;
  /** What the library still gives counts no more. */
  isSpent = false;
  /** Something did not unpack to its end. */
  isCut = false;
  private slicesLeft: number;
  private bytesLeft: number;
  private stop: () => void = () => undefined;

  private constructor({ slices, bytes }: EffortLimits) {
    this.slicesLeft = slices;
    this.bytesLeft = bytes;
    this.spent = new Promise((_resolve, reject) => {
      this.stop = () => reject(new TooHeavy());
    });
    this.spent.catch(() => undefined);
  }

  /** Counts all that the library does from now on, until `end`. */
  static begin(limits: EffortLimits): PageEffort {
    const effort = new PageEffort(limits);
    PageEffort.current.add(effort);
    return effort;
  }

  end(): void {
    PageEffort.current.delete(this);
  }

  static countSlice(): void {
    for (const effort of PageEffort.current) {
      effort.slicesLeft -= 1;
      if (effort.slicesLeft !== 0) continue;
      effort.isSpent = true;
      effort.stop();
    }
  }

  static countBytes(bytes: number): void {
    for (const effort of PageEffort.current) effort.bytesLeft = Math.max(0, effort.bytesLeft - bytes);
  }

  static noteCut(): void {
    for (const effort of PageEffort.current) effort.isCut = true;
  }

  /** How many bytes may still be unpacked. */
  static get bytesLeft(): number {
    let left = Infinity;
    for (const effort of PageEffort.current) left = Math.min(left, effort.bytesLeft);
    return left;
  }
}
