import type { PdfTable } from '../../../shared/model/report';
import type { FoundTable } from './tables';
import { t } from '../../../shared/words/words';

const MAX_TABLES = 2_000;
const MAX_CELLS = 5_000;

/** The tables of a document, bounded in number and size. */
export class TableCollector {
  readonly found: PdfTable[] = [];
  private dropped = 0;
  private readonly unread: number[] = [];

  /** `tables` is null for a page on which they could not be looked for. */
  add(page: number, tables: readonly FoundTable[] | null): void {
    if (tables === null) this.unread.push(page);
    for (const [index, table] of (tables ?? []).entries()) {
      const cells = table.rows.length * (table.rows[0]?.length ?? 0);
      if (this.found.length < MAX_TABLES && cells <= MAX_CELLS) this.found.push({ page, index, ...table });
      else this.dropped += 1;
    }
  }

  get warnings(): string[] {
    const warnings: string[] = [];
    const [first] = this.unread;
    if (first !== undefined) {
      const values = { first: String(first), more: this.unread.length - 1 };
      warnings.push(t('Tables were not looked for on page {first}{more, plural, =0 {} other { and # more}}: what is drawn there is damaged or too much.', values));
    }
    if (this.dropped > 0) {
      const values = { dropped: this.dropped, most: MAX_TABLES, cells: MAX_CELLS };
      warnings.push(t('{dropped, plural, one {One table was} other {# tables were}} left out: at most {most, number} are kept, with {cells, number} cells each.', values));
    }
    return warnings;
  }
}
