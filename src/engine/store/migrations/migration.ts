export interface Migration {
  /** The store's version after it; they run in order, each in its own transaction. */
  readonly version: number;
  readonly sql: string;
}
