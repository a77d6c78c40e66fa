import type { Log } from '../../base/log';
import type { Notice } from '../../shared/model/notice';
import type { Database, Writer } from '../store/database';
import { NoticeRows, type NewNotice } from '../store/notices';
import type { ProcessHost, ShownNotice } from '../workers/process-host';
import { sumUpNotices } from './sum-up-notices';

/** So long those of one moment gather. */
const GATHER_MS = 500;
/** Between two on the screen. */
const PAUSE_MS = 5_000;

interface NoticesParts {
  database: Database;
  /** Shows them on the screen, where it can. */
  host: Pick<ProcessHost, 'showNotice'>;
  log: Log;
  /** Rows have changed. */
  revised(): void;
}

/** Keeps messages of rules, and has the system show them: many of one moment as one. */
export class Notices {
  private readonly rows: NoticeRows;
  private waiting: ShownNotice[] = [];
  private timer: NodeJS.Timeout | null = null;
  private lastAt = -Infinity;

  constructor(private readonly parts: NoticesParts) {
    this.rows = new NoticeRows(parts.database);
  }

  keep(writer: Writer, notice: NewNotice): void {
    this.rows.add(writer, notice, Date.now());
  }

  /** Of one that was kept: shows it as soon as it may. */
  tell({ title, message, level, fileId }: NewNotice): void {
    this.parts.revised();
    if (!this.parts.host.showNotice) return;
    this.waiting.push({ title, message, level, fileId });
    if (this.timer) return;
    const pause = this.lastAt + PAUSE_MS - performance.now();
    this.timer = setTimeout(() => this.show(), Math.max(GATHER_MS, pause));
    this.timer.unref();
  }

  page(offset: number, limit: number): { total: number; unread: number; notices: Notice[] } {
    return this.rows.page(offset, limit);
  }

  /** Those given, or all. */
  markRead(ids?: readonly number[]): void {
    this.parts.database.transaction((writer) => this.rows.markRead(writer, ids, Date.now()));
    this.parts.revised();
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.waiting = [];
  }

  private show(): void {
    this.timer = null;
    this.lastAt = performance.now();
    const summed = sumUpNotices(this.waiting);
    this.waiting = [];
    // It stands in the list; that no service shows it is no failure.
    if (summed) this.parts.host.showNotice?.(summed).catch((error: unknown) => this.parts.log.info('notice.notShown', { error }));
  }
}
