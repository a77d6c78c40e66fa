import type { HistoryRow } from '../../shared/model/history';

/** Asked again no more often than this, however fast files settle. */
const ASK_MS = 2_000;

/** What reached its end last, kept up to date while the ledger changes. */
export class RecentResults {
  private rows: readonly HistoryRow[] = [];
  private askedAt: number | null = null;
  private isAsking = false;
  private timer: NodeJS.Timeout | null = null;

  /**
   * @param ask may fail; what was known stays then
   * @param onChanged called when there are others
   */
  constructor(
    private readonly ask: () => Promise<readonly HistoryRow[]>,
    private readonly onChanged: () => void,
  ) {}

  get list(): readonly HistoryRow[] {
    return this.rows;
  }

  /** @param revision of the ledger: nothing is asked while it stays */
  update(revision: number): void {
    if (revision === this.askedAt || this.isAsking || this.timer !== null) return;
    this.askedAt = revision;
    this.isAsking = true;
    void this.ask().then(
      (rows) => {
        this.rows = rows;
        this.onChanged();
      },
      () => (this.askedAt = null),
    ).finally(() => {
      this.isAsking = false;
      this.timer = setTimeout(() => (this.timer = null), ASK_MS);
      this.timer.unref();
    });
  }
}
