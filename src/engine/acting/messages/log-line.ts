import { createHash } from 'node:crypto';
import type { FileEvent } from '../../../shared/model/file';

/** One line of the log, as the specification has it. @param at milliseconds since 1970; written as seconds */
export function logLine(at: number, event: FileEvent, path: string, actions: readonly Record<string, unknown>[]): string {
  return JSON.stringify({ timestamp: at / 1000, event_type: event, path, actions });
}

/** Names a line, to find it again. */
export const lineMark = (line: string): string => createHash('sha256').update(line).digest('base64url').slice(0, 22);
