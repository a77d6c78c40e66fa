import type { DataReport } from '../../shared/model/report';
import { t } from '../../shared/words/words';

const MAX_ERRORS = 100;

/** The first hundred faults of a file, and how many there are in all. */
export class ErrorList {
  private readonly kept: DataReport['errors'] = [];
  private total = 0;

  add(line: number | null, message: string): void {
    this.total += 1;
    if (this.kept.length < MAX_ERRORS) this.kept.push({ line, message });
  }

  get count(): number {
    return this.total;
  }

  get errors(): DataReport['errors'] {
    const more = this.total - this.kept.length;
    if (more === 0) return this.kept;
    return [...this.kept, { line: null, message: t('{more, number} further faults are not listed.', { more }) }];
  }
}
