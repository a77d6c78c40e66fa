const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A quotation mark that is never closed makes one field of the rest of the file; no more than this of it is kept. */
const MAX_FIELD_UNITS = 64 * 1024;

export interface CsvRecord {
  /** The line in which it begins, from 1. */
  readonly line: number;
  readonly fieldCount: number;
  /** Null once enough records have been kept. */
  readonly fields: string[] | null;
}

interface CsvEvents {
  record(record: CsvRecord): void;
  /** A quotation mark where RFC 4180 has none; read literally. */
  strayQuote(line: number): void;
}

enum State {
  FieldStart,
  Plain,
  Quoted,
  /** After a quotation mark inside a quoted field: the end of the field, or the first half of a doubled mark. */
  QuoteSeen,
}

/**
 * Reads RFC 4180 text that comes in pieces, with any delimiter and any kind of line end. Empty lines are no records.
 * Keeps the fields of the first `keepRecords` records only, so that the size of a file costs no memory.
 */
export class CsvReader {
  private state = State.FieldStart;
  private line = 1;
  private recordLine = 1;
  private fieldCount = 0;
  private hasContent = false;
  private fields: string[] = [];
  private field = '';
  private previousWasReturn = false;
  private records = 0;
  private openQuoteLine = 0;

  constructor(
    private readonly delimiter: string,
    private readonly keepRecords: number,
    private readonly events: CsvEvents,
  ) {}

  write(text: string): void {
    const delimiter = this.delimiter.charCodeAt(0);
    const { length } = text;
    let start = 0;
    let i = 0;
    while (i < length) {
      const unit = text.charCodeAt(i);
      if (this.state === State.Quoted) {
        if (unit === QUOTE) {
          this.keep(text, start, i);
          this.state = State.QuoteSeen;
        } else if (unit === CARRIAGE_RETURN || (unit === LINE_FEED && !this.previousWasReturn)) {
          this.line += 1;
        }
        this.previousWasReturn = unit === CARRIAGE_RETURN;
        i += 1;
        continue;
      }
      if (unit === delimiter) {
        if (this.state === State.Plain) this.keep(text, start, i);
        this.endField();
        this.hasContent = true;
      } else if (unit === LINE_FEED || unit === CARRIAGE_RETURN) {
        if (unit === CARRIAGE_RETURN || !this.previousWasReturn) {
          if (this.state === State.Plain) this.keep(text, start, i);
          this.endRecord();
          this.line += 1;
        }
        this.recordLine = this.line;
      } else if (this.state === State.FieldStart) {
        this.hasContent = true;
        start = unit === QUOTE ? i + 1 : i;
        this.state = unit === QUOTE ? State.Quoted : State.Plain;
        if (unit === QUOTE) this.openQuoteLine = this.line;
      } else if (this.state === State.QuoteSeen) {
        if (unit === QUOTE) {
          start = i;
          this.state = State.Quoted;
        } else {
          this.events.strayQuote(this.line);
          start = i;
          this.state = State.Plain;
        }
      } else if (unit === QUOTE) {
        this.events.strayQuote(this.line);
      }
      this.previousWasReturn = unit === CARRIAGE_RETURN;
      i += 1;
      if (this.state === State.Plain) {
        // Most characters of most files are skipped here.
        while (i < length) {
          const next = text.charCodeAt(i);
          if (next === delimiter || next === LINE_FEED || next === CARRIAGE_RETURN || next === QUOTE) break;
          i += 1;
        }
      }
    }
    if (this.state === State.Plain || this.state === State.Quoted) this.keep(text, Math.min(start, length), length);
  }

  /** The line whose quotation mark is never closed, or null. */
  end(): number | null {
    const unclosed = this.state === State.Quoted ? this.openQuoteLine : null;
    if (this.hasContent || this.fieldCount > 0) this.endRecord();
    return unclosed;
  }

  private get isKeeping(): boolean {
    return this.records < this.keepRecords;
  }

  private keep(text: string, start: number, end: number): void {
    if (this.isKeeping && end > start && this.field.length < MAX_FIELD_UNITS) this.field += text.slice(start, end);
  }

  private endField(): void {
    if (this.isKeeping) this.fields.push(this.field);
    this.field = '';
    this.fieldCount += 1;
    this.state = State.FieldStart;
  }

  private endRecord(): void {
    if (this.hasContent) {
      const fields = this.isKeeping ? this.fields : null;
      this.endField();
      this.records += 1;
      this.events.record({ line: this.recordLine, fieldCount: this.fieldCount, fields });
    }
    this.state = State.FieldStart;
    this.fields = [];
    this.field = '';
    this.fieldCount = 0;
    this.hasContent = false;
  }
}
