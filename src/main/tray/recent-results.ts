import type { HistoryRow } from '../../shared/model/history';

/** Asked again no more often than this, however fast files settle. */
const ASK_MS = 2_000;

/** What reached its end last, kept up to date while the ledger changes. */
export class RecentResults {
  private rows: readonly HistoryRow[] = [];
  private wanted: number | null = null;
  private asked: number | null = null;
  private isResting = false;

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
    this.wanted = revision;
    if (!this.isResting) void this.catchUp();
  }

  private async catchUp(): Promise<void> {
    if (this.wanted === this.asked) return;
    this.asked = this.wanted;
    this.isResting = true;
    try {
      this.rows = await this.ask();
      this.onChanged();
    } catch {
      // The engine is gone; the next one counts anew.
      this.asked = null;
    }
    const timer = setTimeout(() => {
      this.isResting = false;
      if (this.asked !== null) void this.catchUp();
    }, ASK_MS);
    timer.unref();
  }
}
