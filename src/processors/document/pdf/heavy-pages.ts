import { t } from '../../../shared/words/words';
const NAMED = 5;

/** The pages of a document on which more is drawn than may be read, as sentences. */
export class HeavyPages {
  private readonly left: number[] = [];
  private readonly cut: number[] = [];

  /** Nothing of the page was read. */
  addLeft(page: number): void {
    this.left.push(page);
  }

  /** Only the beginning of the page was read. */
  addCut(page: number): void {
    this.cut.push(page);
  }

  get leftCount(): number {
    return this.left.length;
  }

  get warnings(): string[] {
    const warnings: string[] = [];
    if (this.left.length > 0) warnings.push(t('{left} not read: far more is drawn there than a page can show.', { left: nameOf(this.left) }));
    if (this.cut.length > 0) warnings.push(t('{cut} read only in part: what is drawn there unpacks to more than 256 MB.', { cut: nameOf(this.cut) }));
    return warnings;
  }
}

function nameOf(pages: readonly number[]): string {
  if (pages.length === 1) return `Page ${pages[0]} was`;
  const named = pages.slice(0, NAMED);
  const more = pages.length - named.length;
  const last = more > 0 ? `${more} more` : named.pop();
  return `Pages ${named.join(', ')} and ${last} were`;
}
