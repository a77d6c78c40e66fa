import type { Database } from '../store/database';

export interface Passed {
  files: number;
  failed: number;
}

export const NOTHING: Readonly<Passed> = { files: 0, failed: 0 };

/** What is counted, by ranges of time: from a moment on, up to but not with another. */
export interface TallySource {
  /** One line for each connection, what it is called in `key`; a connection may have several. */
  sum(database: Database, from: number, until: number): Iterable<Passed & { key: string }>;
  /** Rows of the range; another number as soon as anything in it has changed. */
  count(database: Database, from: number, until: number): number;
  /** The moment of the row that stands so many rows behind `from`; undefined when there are fewer. */
  momentAfter(database: Database, from: number, rows: number): number | undefined;
}

export interface Tallied {
  /** Since midnight. */
  today: ReadonlyMap<string, Passed>;
  /** Over the last minute. */
  lately: ReadonlyMap<string, Passed>;
}

const MINUTE_MS = 60_000;
/** Counted in one go: a few milliseconds. */
const ROWS_AT_ONCE = 4_000;
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * What has passed since midnight, counted from the ledger alone: what is older than a minute is counted once and kept for
 * as long as nothing in it changes.
 */
export class Tally {
  private day = NaN;
  /** All before it is in `kept`. */
  private until = NaN;
  private rows = 0;
  private kept = new Map<string, Passed>();

  constructor(
    private readonly database: Database,
    private readonly source: TallySource,
  ) {}

  /** What connections are called has changed. */
  reset(): void {
    this.day = NaN;
  }

  async read(midnight: number, now: number): Promise<Tallied> {
    const minuteAgo = now - MINUTE_MS;
    if (this.day !== midnight || this.source.count(this.database, midnight, this.until) !== this.rows) this.begin(midnight);
    await this.catchUp(minuteAgo);
    const lately = collect(this.source.sum(this.database, minuteAgo, Infinity));
    const tail = this.until === minuteAgo ? lately : collect(this.source.sum(this.database, this.until, Infinity));
    const today = new Map([...this.kept].map(([key, passed]) => [key, { ...passed }]));
    for (const [key, passed] of tail) add(today, key, passed);
    return { today, lately };
  }

  private begin(midnight: number): void {
    this.day = midnight;
    this.until = midnight;
    this.rows = 0;
    this.kept = new Map();
  }

  private async catchUp(wanted: number): Promise<void> {
    while (this.until < wanted) {
      const piece = this.source.momentAfter(this.database, this.until, ROWS_AT_ONCE);
      const until = piece === undefined ? wanted : Math.min(wanted, Math.max(piece, this.until + 1));
      for (const { key, ...passed } of this.source.sum(this.database, this.until, until)) add(this.kept, key, passed);
      this.rows += this.source.count(this.database, this.until, until);
      this.until = until;
      if (until < wanted) await breathe();
    }
  }
}

function collect(lines: Iterable<Passed & { key: string }>): Map<string, Passed> {
  const sums = new Map<string, Passed>();
  for (const { key, ...passed } of lines) add(sums, key, passed);
  return sums;
}

function add(sums: Map<string, Passed>, key: string, { files, failed }: Passed): void {
  const known = sums.get(key);
  if (known) {
    known.files += files;
    known.failed += failed;
  } else sums.set(key, { files, failed });
}
