import type { Alert, Level } from '../shared/model/engine';
import type { ErrorData } from '../shared/errors/filemill-error';

/** What the user must know beyond single files. One alert per id; a newer one replaces the older. */
export class Alerts {
  private readonly alerts = new Map<string, Alert>();

  constructor(private readonly changed: () => void) {}

  raise(id: string, level: Level, error: Pick<ErrorData, 'message' | 'hint'>): void {
    this.alerts.set(id, { id, level, message: error.message, hint: error.hint, at: Date.now() });
    this.changed();
  }

  clear(id: string): void {
    if (this.alerts.delete(id)) this.changed();
  }

  list(): Alert[] {
    return [...this.alerts.values()];
  }
}
