import { join } from 'node:path';
import type { FileRow } from '../shared/model/file';

/** A settled file as `watch --json` and `list --json` print it (the command line's contract). */
export function fileLine(row: FileRow, folder: { path: string } | undefined, sha256: string | null): Record<string, unknown> {
  const root = folder?.path ?? '';
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
    effects: [],
    outputs: [],
  };
}
