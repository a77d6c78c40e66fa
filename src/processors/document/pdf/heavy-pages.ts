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
    const [left, cut] = [named(this.left), named(this.cut)];
    if (left) warnings.push(t('{count, plural, one {Page {pages} was} other {Pages {pages} were}} not read: far more is drawn there than a page can show.', left));
    if (cut) warnings.push(t('{count, plural, one {Page {pages} was} other {Pages {pages} were}} read only in part: what is drawn there unpacks to more than 256 MB.', cut));
    return warnings;
  }
}

function named(all: readonly number[]): { count: number; pages: string } | null {
  if (all.length === 0) return null;
  const shown = all.slice(0, NAMED);
  const more = all.length - shown.length;
  const last = more > 0 ? t('{more} more', { more: String(more) }) : shown.pop();
  return { count: all.length, pages: shown.length === 0 ? String(last) : t('{pages} and {last}', { pages: shown.join(', '), last: String(last) }) };
}
