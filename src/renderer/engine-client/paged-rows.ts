import { toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import { keepSame } from '../state/keep-same';

/** What a list needs of a row: something that stays with it while it moves. */
export interface ListRow {
  readonly id: number;
}

export interface RowsAnswer<Row extends ListRow> {
  total: number;
  rows: Row[];
}
export type AskRows<Row extends ListRow> = (
  range: { offset: number; limit: number },
  signal: AbortSignal,
) => Promise<RowsAnswer<Row>>;

const PAGE = 50;
const MOST_ROWS = 300;
/** Ids are asked for in larger pieces. */
const MOST_IDS = 500;
/** Rows kept for scrolling back. */
const KEPT_ROWS = 3_000;
const RETRY_MS = 1_000;

interface Slot<Row> {
  row: Row;
  /** Which state of the list it was read from; older ones are shown until they are read again. */
  age: number;
}

/**
 * The rows of one list that lies in the engine. Only the rows on show are asked for, never more than one request is
 * under way, and changes are followed at most every `intervalMs`; the work depends on the window, not on the total.
 */
export class PagedRows<Row extends ListRow> {
  total: number | null = null;
  error: ErrorData | null = null;
  /** Grows with every change that a view must draw. */
  version = 0;

  #slots = new Map<number, Slot<Row>>();
  #places = new Map<number, number>();
  #age = 0;
  /** The state in which the list was found empty. */
  #emptyAge = -1;
  #first = 0;
  #last = PAGE;
  #request: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dueAt = 0;
  #lastAskedAt = -Infinity;
  #replacing = true;
  #listeners = new Set<() => void>();
  #ask: AskRows<Row>;

  constructor(
    ask: AskRows<Row>,
    private readonly intervalMs = 250,
    /** The list only ever grows, and at its top: what is not read again is known to have moved down. */
    private readonly growsAtTop = false,
  ) {
    this.#ask = ask;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  rowAt(index: number): Row | undefined {
    return this.#slots.get(index)?.row;
  }

  /** Where a row is now, as far as it has been read. */
  indexOf(id: number): number | undefined {
    return this.#places.get(id);
  }

  /** Every row that has been read, in the order of the list. */
  read(): [index: number, row: Row][] {
    return [...this.#slots].map(([index, { row }]): [number, Row] => [index, row]).sort(([a], [b]) => a - b);
  }

  /** The ids of these places in the list, also of rows that have not been read; in order, each once. */
  async idsBetween(first: number, last: number, signal: AbortSignal): Promise<number[]> {
    const known: number[] = [];
    for (let index = first; index <= last; index += 1) {
      const id = this.rowAt(index)?.id;
      if (id === undefined) return this.#askIds(first, last, signal);
      known.push(id);
    }
    return known;
  }

  async #askIds(first: number, last: number, signal: AbortSignal): Promise<number[]> {
    const ids = new Set<number>();
    for (let offset = first; offset <= last; offset += MOST_IDS) {
      const { rows } = await this.#ask({ offset, limit: Math.min(MOST_IDS, last - offset + 1) }, signal);
      for (const { id } of rows) ids.add(id);
    }
    return [...ids];
  }

  /** The rows on show answer the question before; a view says so. */
  get isReplacing(): boolean {
    return this.#replacing;
  }

  /** Another question: what is shown stays until its first answer. */
  replace(ask: AskRows<Row>): void {
    this.#ask = ask;
    this.#request?.abort();
    this.#request = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#replacing = true;
    this.#first = 0;
    this.#last = PAGE;
    this.#age += 1;
    this.#plan(0);
    this.#tell();
  }

  /** Something has changed in the engine. */
  touch(): void {
    this.#age += 1;
    this.#plan();
  }

  /** The view now shows these rows. */
  show(first: number, last: number): void {
    if (this.#replacing || (first === this.#first && last === this.#last)) return;
    this.#first = first;
    this.#last = last;
    this.#plan(this.#lacks() ? 0 : undefined);
  }

  stop(): void {
    this.#request?.abort();
    this.#request = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #isFresh(index: number): boolean {
    return this.#slots.get(index)?.age === this.#age;
  }

  #lacks(): boolean {
    const end = Math.min(this.#last, (this.total ?? 1) - 1);
    for (let index = this.#first; index <= end; index += 1) if (!this.#slots.has(index)) return true;
    return false;
  }

  #isStale(): boolean {
    if (this.total === null || this.#replacing) return true;
    if (this.total === 0) return this.#emptyAge !== this.#age;
    const end = Math.min(this.#last, this.total - 1);
    for (let index = Math.min(this.#first, end); index <= end; index += 1) if (!this.#isFresh(index)) return true;
    return false;
  }

  #plan(delayMs?: number): void {
    if (this.#request || !this.#isStale()) return;
    const now = performance.now();
    const dueAt = delayMs === undefined ? Math.max(now, this.#lastAskedAt + this.intervalMs) : now + delayMs;
    // A view that moves all the time must not put off for ever what it waits for.
    if (this.#timer !== undefined && this.#dueAt <= dueAt) return;
    clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => void this.#read(), dueAt - now);
  }

  async #read(): Promise<void> {
    this.#timer = undefined;
    const request = new AbortController();
    this.#request = request;
    this.#lastAskedAt = performance.now();
    const age = this.#age;
    const shown = this.#first;
    const first = Math.min(this.#first, Math.max(0, (this.total ?? this.#first + 1) - 1));
    const offset = Math.max(0, Math.floor((first - 10) / PAGE) * PAGE);
    const limit = Math.min(MOST_ROWS, Math.ceil((this.#last + 11 - offset) / PAGE) * PAGE);
    try {
      const answer = await this.#ask({ offset, limit }, request.signal);
      if (this.#request !== request) return;
      this.#store(offset, answer, age);
      this.#request = null;
      // What came into view meanwhile waits no longer; what an answer left out is not asked for again and again.
      this.#plan(shown !== this.#first && this.#lacks() ? 0 : undefined);
    } catch (thrown) {
      if (this.#request !== request) return;
      this.#request = null;
      this.error = toErrorData(thrown);
      this.#tell();
      this.#plan(RETRY_MS);
    }
  }

  #store(offset: number, { total, rows }: RowsAnswer<Row>, age: number): void {
    if (this.#replacing) {
      this.#slots.clear();
      this.#places.clear();
      this.#replacing = false;
    }
    const totalBefore = this.total ?? 0;
    const more = total - totalBefore;
    if (more > 0 && (this.growsAtTop || this.#haveAllMoved(offset, rows, more))) this.#moveDown(more);
    this.error = null;
    this.total = total;
    this.#emptyAge = age;
    // All first: putting one row in its place makes the list forget the place of the row it displaces.
    const kept = rows.map((row) => keepSame(this.#slots.get(this.#places.get(row.id) ?? -1)?.row, row));
    kept.forEach((row, position) => this.#put(offset + position, row, age));
    this.#prune(offset, totalBefore);
    this.#tell();
  }

  /**
   * All of the rows that were known before: what came has come above them, as nearly always. Where so many came that none of
   * those is in the answer it is taken for granted; whatever lies where it was not looked is read again all the same.
   */
  #haveAllMoved(offset: number, rows: readonly Row[], by: number): boolean {
    return rows.every(({ id }, position) => {
      const before = this.#places.get(id);
      return before === undefined || offset + position - before === by;
    });
  }

  #moveDown(by: number): void {
    this.#slots = new Map([...this.#slots].map(([index, slot]) => [index + by, slot]));
    this.#places = new Map([...this.#places].map(([id, index]) => [id, index + by]));
  }

  #put(index: number, row: Row, age: number): void {
    const replaced = this.#slots.get(index)?.row;
    if (replaced && replaced.id !== row.id && this.#places.get(replaced.id) === index) this.#places.delete(replaced.id);
    const moved = this.#places.get(row.id);
    if (moved !== undefined && moved !== index) this.#slots.delete(moved);
    this.#slots.set(index, { row, age });
    this.#places.set(row.id, index);
  }

  #prune(around: number, totalBefore: number): void {
    const total = this.total ?? 0;
    const isCrowded = this.#slots.size > KEPT_ROWS;
    if (!isCrowded && total >= totalBefore) return;
    for (const [index, { row }] of this.#slots) {
      if (index < total && !(isCrowded && Math.abs(index - around) > KEPT_ROWS / 3)) continue;
      this.#slots.delete(index);
      if (this.#places.get(row.id) === index) this.#places.delete(row.id);
    }
  }

  #tell(): void {
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }
}
