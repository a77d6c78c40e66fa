import { t } from '../../../shared/words/words';
/** UTF-16 units of text, and what listing it takes, that one report may hold. */
const MAX_UNITS = 32e6;

/** Keeps a report within bounds: what goes beyond is counted and searched, but not listed. */
export class ListBudget {
  private leftUnits = MAX_UNITS;
  private wasExceeded = false;

  /** False, and then for good, when there is no room for so much. */
  take(units: number): boolean {
    if (this.wasExceeded || units > this.leftUnits) {
      this.wasExceeded = true;
      return false;
    }
    this.leftUnits -= units;
    return true;
  }

  get warnings(): string[] {
    return this.wasExceeded ? [t('The document is so long that not everything in it is listed: its list of paragraphs, cells and notes ends early. The counts are of the whole file.')] : [];
  }
}
