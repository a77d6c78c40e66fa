import { isUtf8 } from 'node:buffer';
import { toFsPath } from '../../../base/byte-name';
import type { ArchiveRecipe } from '../../../shared/model/archive';
import type { PackSource } from '../../../shared/model/packing';

const REPRODUCIBLE_FILE = 0o644;
const REPRODUCIBLE_PROGRAM = 0o755;
const PERMISSIONS = 0o777;

/** What an archive tells of an entry beside its bytes. */
export interface EntryFacts {
  /** Without `/` at the end. */
  name: Buffer;
  /** Names may be any bytes where the system has such. */
  isUtf8: boolean;
  isFolder: boolean;
  /** Permission bits: never set-uid and the like. */
  mode: number;
  /** Null for the fixed time of reproducible archives. */
  mtimeMs: number | null;
}

export function entryFacts({ name, isFolder, mode, mtimeMs }: Pick<PackSource, 'name' | 'isFolder' | 'mode' | 'mtimeMs'>, { isReproducible }: Pick<ArchiveRecipe, 'isReproducible'>): EntryFacts {
  const isProgram = isFolder || (mode & 0o111) !== 0;
  return {
    ...nameBytes(name),
    isFolder,
    mode: isReproducible ? (isProgram ? REPRODUCIBLE_PROGRAM : REPRODUCIBLE_FILE) : mode & PERMISSIONS,
    mtimeMs: isReproducible ? null : mtimeMs,
  };
}

/** The bytes of a name as the file system has them. */
export function nameBytes(name: string): { name: Buffer; isUtf8: boolean } {
  const raw = toFsPath(name);
  const bytes = typeof raw === 'string' ? Buffer.from(raw, 'utf8') : raw;
  return { name: bytes, isUtf8: isUtf8(bytes) };
}
