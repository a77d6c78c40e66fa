import { readdirSync } from 'node:fs';
import { fromNameBytes, toFsPath } from '../base/byte-name';

/** U+FFFD: perhaps bytes that are not UTF-8; the others need the escaping of base/byte-name. */
const NEEDS_BYTES = /[\ufffd\uef80-\uefff]/;

export const needsBytes = (name: string): boolean => NEEDS_BYTES.test(name);

export interface Listing {
  /** As Filemill writes them. */
  names: string[];
  /** Some of the names are not what `node:fs` takes: go through `toFsPath`. */
  byBytes: boolean;
}

/** Throws what `readdir` throws. */
export function listDirectory(path: string): Listing {
  const fsPath = toFsPath(path);
  const names = readdirSync(fsPath);
  for (const name of names) {
    if (NEEDS_BYTES.test(name)) {
      return { names: readdirSync(fsPath, { encoding: 'buffer' }).map(fromNameBytes), byBytes: true };
    }
  }
  return { names, byBytes: typeof fsPath !== 'string' };
}
