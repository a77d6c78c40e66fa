import { ERROR_TABLE, type Cause, type ErrorCode, type RetryClass } from './error-table';
import { t } from '../words/words';

/** A failure as data: what crosses a process border or lies in the ledger. */
export interface ErrorData {
  code: ErrorCode;
  /** One plain sentence: what happened. */
  message: string;
  /** One plain sentence: what to do now. */
  hint: string;
  cause: Cause;
  details?: string;
}

interface Extras {
  hint?: string;
  details?: string;
  cause?: unknown;
}

/** The only error class that Filemill throws on purpose. A throw of anything else is a bug. */
export class FilemillError extends Error {
  override readonly name = 'FilemillError';
  readonly code: ErrorCode;
  readonly hint: string;
  readonly details: string | undefined;

  constructor(code: ErrorCode, message: string, extras: Extras = {}) {
    super(message, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.code = code;
    this.hint = extras.hint ?? '';
    this.details = extras.details;
  }

  get retry(): RetryClass {
    return ERROR_TABLE[this.code].retry;
  }

  get exitCode(): number {
    return ERROR_TABLE[this.code].exitCode;
  }

  toData(): ErrorData {
    const data: ErrorData = {
      code: this.code,
      message: this.message,
      hint: this.hint,
      cause: ERROR_TABLE[this.code].cause,
    };
    if (this.details !== undefined) data.details = this.details;
    return data;
  }

  static fromData(data: ErrorData): FilemillError {
    return new FilemillError(data.code, data.message, { hint: data.hint, details: data.details });
  }
}

/**
 * The one place where a foreign throw becomes data. Anything that is not a FilemillError is a bug in Filemill and
 * keeps its stack in `details`.
 */
export function toErrorData(thrown: unknown): ErrorData {
  if (thrown instanceof FilemillError) return thrown.toData();
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return {
    code: 'bug',
    message: t('Filemill made a mistake: {message}', { message: error.message }),
    hint: t('Retry the file. If it happens again, report it with the details below.'),
    cause: 'bug',
    details: error.stack ?? error.message,
  };
}
