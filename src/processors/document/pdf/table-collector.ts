import type { PdfTable } from '../../../shared/model/report';

/** A table as found on its page. */
export type PageTable = Omit<PdfTable, 'page' | 'index'>;

const MAX_TABLES = 2_000;
const MAX_CELLS = 5_000;

/** The tables of a document, bounded in number and size. */
export class TableCollector {
  readonly found: PdfTable[] = [];
  private dropped = 0;

  add(page: number, tables: readonly PageTable[]): void {
    for (const [index, table] of tables.entries()) {
      const cells = table.rows.length * (table.rows[0]?.length ?? 0);
      if (this.found.length < MAX_TABLES && cells <= MAX_CELLS) this.found.push({ page, index, ...table });
      else this.dropped += 1;
    }
  }

  get warnings(): string[] {
    if (this.dropped === 0) return [];
    const what = this.dropped === 1 ? 'One table was' : `${this.dropped.toLocaleString('en')} tables were`;
    return [`${what} left out: at most ${MAX_TABLES.toLocaleString('en')} are kept, with ${MAX_CELLS.toLocaleString('en')} cells each.`];
  }
}
