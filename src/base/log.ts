import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Log {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
  close(): void;
}

/** Ten files of ten megabytes (SAFETY.md, Logs): weeks of history, and never a full disk. */
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_FILES = 10;

/** Fields of these names hold what nobody else may read, whoever writes them down by mistake. */
const SECRET = /^(?:pass(?:word|phrase|wd)?|secret\w*|\w*token|authorization|cookie)s?$/i;

/** JSON lines, one event each, readable by the user alone. Never document text, never secrets. */
export function openLog(path: string, { maxBytes = MAX_BYTES, maxFiles = MAX_FILES } = {}): Log {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let descriptor = openSync(path, 'a', 0o600);
  let size = statSync(path).size;

  function rotate(): void {
    closeSync(descriptor);
    rmSync(`${path}.${maxFiles - 1}`, { force: true });
    for (let i = maxFiles - 2; i >= 0; i -= 1) {
      const from = i === 0 ? path : `${path}.${i}`;
      if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${path}.${i + 1}`);
    }
    descriptor = openSync(path, 'a', 0o600);
    size = 0;
  }

  function write(level: string, event: string, fields: Record<string, unknown> = {}): void {
    const line = Buffer.from(
      `${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields }, printable)}\n`,
    );
    try {
      if (size + line.length > maxBytes) rotate();
      size += writeSync(descriptor, line);
    } catch {
      // A full or vanished disk costs the line, never the work that it tells of.
    }
  }

  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
    close: () => closeSync(descriptor),
  };
}

/** Errors do not survive JSON by themselves. */
function printable(key: string, value: unknown): unknown {
  if (SECRET.test(key) && value != null && typeof value !== 'boolean') return '(left out)';
  return value instanceof Error ? { message: value.message, stack: value.stack, cause: value.cause } : value;
}
