import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';
import { FilemillError } from '../../shared/errors/filemill-error';
import { t } from '../../shared/words/words';

type Value = string | number | null | Uint8Array;

/** 32 MB of log: pages that many files touch are written to the store once for all of them. */
const CHECKPOINT_PAGES = 8_000;

/**
 * Reads are open to everyone; a writer exists only inside {@link Database.transaction}. Statements are prepared once
 * per text and kept.
 */
export class Database {
  private readonly statements = new Map<string, StatementSyncInstance>();
  private depth = 0;
  /** Set when a page could not be made sense of: nothing that is read or written from here on can be trusted. */
  damage: FilemillError | null = null;
  /** Hears of the damage once. */
  onDamaged: (error: FilemillError) => void = () => undefined;

  constructor(
    private readonly connection: DatabaseSyncInstance,
    private readonly isReadOnly: boolean,
  ) {}

  static open(path: string, readOnly: boolean): Database {
    const connection = new DatabaseSync(path, { readOnly, timeout: 5_000 });
    try {
      return Database.prepared(connection, readOnly);
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  private static prepared(connection: DatabaseSyncInstance, readOnly: boolean): Database {
    if (!readOnly) {
      // NORMAL survives a crash of the program; `durable` below raises it where a power loss must be survived too.
      connection.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    }
    connection.exec('PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000');
    return new Database(connection, readOnly);
  }

  get<R>(sql: string, ...values: Value[]): R | undefined {
    return this.guarded(() => this.prepare(sql).get(...values)) as R | undefined;
  }

  all<R>(sql: string, ...values: Value[]): R[] {
    return this.guarded(() => this.prepare(sql).all(...values)) as R[];
  }

  /** Everything `body` writes is committed together, or not at all. Nested calls join the outer one. */
  transaction<R>(body: (writer: Writer) => R): R {
    const writer: Writer = {
      run: (sql, ...values) => {
        const result = this.prepare(sql).run(...values);
        return { changes: Number(result.changes), lastId: Number(result.lastInsertRowid) };
      },
      exec: (sql) => this.connection.exec(sql),
    };
    if (this.depth > 0) return body(writer);
    this.connection.exec('BEGIN IMMEDIATE');
    this.depth += 1;
    try {
      const result = body(writer);
      this.connection.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.connection.isTransaction) this.connection.exec('ROLLBACK');
      throw isFull(error) ? diskFull(error) : this.translate(error);
    } finally {
      this.depth -= 1;
    }
  }

  /** Grows with every row that this connection writes; always new on a connection that others write beside. */
  get changeCount(): number {
    if (this.isReadOnly) return NaN;
    return this.get<{ n: number }>('SELECT total_changes() AS n')?.n ?? NaN;
  }

  /** For what must not run inside a transaction: PRAGMA, VACUUM INTO, checkpoints. */
  pragma<R>(sql: string): R[] {
    return this.connection.prepare(sql).all() as R[];
  }

  exec(sql: string): void {
    this.connection.exec(sql);
  }

  /** Moves the log into the store, so that what is written next takes the log's place and no new room. */
  checkpoint(): void {
    this.pragma('PRAGMA wal_checkpoint(PASSIVE)');
  }

  /** Gives back the memory of pages that were read. */
  shrink(): void {
    this.connection.exec('PRAGMA shrink_memory');
  }

  close(): void {
    this.statements.clear();
    this.connection.close();
  }

  private guarded<R>(read: () => R): R {
    try {
      return read();
    } catch (error) {
      throw this.translate(error);
    }
  }

  private translate(error: unknown): unknown {
    if (!isCorrupt(error)) return error;
    if (!this.damage) {
      this.damage = new FilemillError('store.damaged', t('The ledger is damaged.'), {
        hint: t('Filemill puts it aside when it starts again and goes on with its last good copy. Your files are not touched.'),
        cause: error,
        details: String(error),
      });
      this.onDamaged(this.damage);
    }
    return this.damage;
  }

  private prepare(sql: string): StatementSyncInstance {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.connection.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}

export interface Writer {
  run(sql: string, ...values: Value[]): { changes: number; lastId: number };
  exec(sql: string): void;
}

export const isFull = (error: unknown): boolean =>
  error instanceof Error && (/database or disk is full/i.test(error.message) || (error as NodeJS.ErrnoException).code === 'ENOSPC');

export const isCorrupt = (error: unknown): boolean =>
  error instanceof Error && /database disk image is malformed|file is not a database|malformed database schema/i.test(error.message);

export const diskFull = (cause: unknown): FilemillError =>
  new FilemillError('disk.full', t('The disk with the data folder is full.'), {
    hint: t('Make room there; Filemill goes on by itself. Nothing was lost.'),
    cause,
  });
