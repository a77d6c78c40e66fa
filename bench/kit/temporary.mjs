import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = new Set();

/** A folder below the system's temporary one; gone with {@link removeFolder}, or at the latest with the bench. */
export function makeFolder(name) {
  const path = mkdtempSync(join(tmpdir(), `filemill-bench-${name}-`));
  made.add(path);
  return path;
}

export function subfolder(parent, name) {
  const path = join(parent, name);
  mkdirSync(path, { recursive: true });
  return path;
}

export function removeFolder(path) {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  made.delete(path);
}

export function removeAllFolders() {
  for (const path of made) {
    try {
      removeFolder(path);
    } catch (error) {
      process.stderr.write(`bench: ${path} could not be removed: ${error.message}\n`);
    }
  }
}
