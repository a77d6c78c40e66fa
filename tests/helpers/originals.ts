import { hash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How a file must end. */
export type End = 'done' | 'attention' | 'ignored';

export const sha256Of = (content: string | Uint8Array): string => hash('sha256', content);

/** The files that a test wrote into a folder, and what must become of each. */
export class Originals {
  readonly known = new Map<string, { sha256: string; end: End }>();

  constructor(readonly root: string) {
    mkdirSync(root, { recursive: true });
  }

  write(path: string, content: string | Uint8Array, end: End = 'done'): void {
    const target = join(this.root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    this.note(path, content, end);
  }

  append(path: string, content: string): void {
    appendFileSync(join(this.root, path), content);
    this.note(path, readFileSync(join(this.root, path)), this.known.get(path)?.end ?? 'done');
  }

  /** Whoever wrote it otherwise tells what lies there now. */
  note(path: string, content: string | Uint8Array, end: End = 'done'): void {
    this.known.set(path, { sha256: sha256Of(content), end });
  }

  /** What is missing, changed, or there without having been written by the test. */
  harm(): string[] {
    const harm: string[] = [];
    for (const [path, { sha256 }] of this.known) {
      const target = join(this.root, path);
      if (!existsSync(target)) harm.push(`The original ${path} is missing.`);
      else if (sha256Of(readFileSync(target)) !== sha256) harm.push(`The original ${path} was changed.`);
    }
    for (const entry of readdirSync(this.root, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name).slice(this.root.length + 1);
      if (entry.isFile() && !this.known.has(path)) harm.push(`${path} was not written by the test.`);
    }
    return harm;
  }
}
