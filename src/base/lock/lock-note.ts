import { fstatSync, ftruncateSync, readSync, writeSync } from 'node:fs';
import { z } from 'zod';

/** What stands in a lock. Written by Filemill; the lock of another program is mostly empty. */
const lockNoteSchema = z.object({
  host: z.string().max(255),
  pid: z.number().int().positive(),
  /** Tells the process from a later one with its number; null where the system can't say. */
  process_start: z.string().max(200).nullable(),
  /** ISO 8601. */
  started_at: z.string().max(40),
  /** ISO 8601: until then the holder has renewed it. That it has passed proves nothing. */
  lease_until: z.string().max(40),
  token: z.string().max(100),
  /** Whether the holder has the kernel's lock on it, too. */
  flock: z.boolean(),
  /** What for: "put", "take", "act". */
  purpose: z.string().max(100),
});
export type LockNote = z.infer<typeof lockNoteSchema>;

const MOST_BYTES = 4096;

/** Null when it holds anything else, or nothing. */
export function readLockNote(fd: number): LockNote | null {
  const { size } = fstatSync(fd);
  if (size === 0 || size > MOST_BYTES) return null;
  const bytes = Buffer.alloc(size);
  const length = readSync(fd, bytes, 0, size, 0);
  try {
    return lockNoteSchema.parse(JSON.parse(bytes.toString('utf8', 0, length)));
  } catch {
    return null;
  }
}

/** In place, so that the lock stays the same file. */
export function writeLockNote(fd: number, note: LockNote): void {
  const bytes = Buffer.from(`${JSON.stringify(note)}\n`);
  writeSync(fd, bytes, 0, bytes.length, 0);
  ftruncateSync(fd, bytes.length);
}
