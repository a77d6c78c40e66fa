import { join } from 'node:path';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { FileEvent, FileKind, FileState } from '../../shared/model/file';

/** What is told of one version of a file: a row of a list, or of the history. */
export interface LineFacts {
  /** Inside its folder. */
  path: string;
  state: FileState;
  kind: FileKind | null;
  mime: string | null;
  size: number;
  event: FileEvent;
  attempts: number;
  durationMs: number | null;
  reason: string | null;
  error: ErrorData | null;
}

export interface DoneEffect {
  id: number;
  action: string;
  target: string;
  /** By which it was done. */
  rule?: string;
}

/** A settled file as `watch`, `list` and `export` print it: the command line's contract. */
export function fileLine(row: LineFacts, root: string, sha256: string | null, effects: DoneEffect[] = []): Record<string, unknown> {
  return {
    type: 'file',
    path: join(root, row.path),
    folder: root,
    state: row.state,
    kind: row.kind,
    mime: row.mime,
    size: row.size,
    sha256,
    event: row.event,
    attempts: row.attempts,
    durationMs: row.durationMs === null ? null : Math.round(row.durationMs * 10) / 10,
    ...(row.reason !== null && row.error === null ? { reason: row.reason } : {}),
    ...(row.error ? { error: row.error } : {}),
    effects,
    outputs: [],
  };
}
