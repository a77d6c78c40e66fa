import { hash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Artifact } from '../../shared/contract/worker-api';
import { toFileError } from './io-error';

interface Picture {
  bytes: Buffer;
  role: Artifact['role'];
  extension: string;
  /** Pixels. */
  width: number;
  height: number;
}

/** Puts a picture into scratch as `<sha256>.<extension>`. Throws `disk.full` and `file.unreadable`. */
export function writeArtifact(scratchDir: string, { bytes, role, extension, width, height }: Picture): Artifact {
  const sha256 = hash('sha256', bytes);
  const scratchPath = join(scratchDir, `${sha256}.${extension}`);
  try {
    mkdirSync(scratchDir, { recursive: true });
    writeFileSync(scratchPath, bytes);
  } catch (thrown) {
    throw toFileError(thrown);
  }
  return { role, scratchPath, sha256, extension, bytes: bytes.length, width, height };
}
