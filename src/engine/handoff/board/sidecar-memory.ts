import { lstatSync } from 'node:fs';
import { toFsPath } from '../../../base/byte-name';
import type { Sidecar } from '../sidecar-schema';

/** Whom a sidecar names. */
export interface Named {
  producer: string | null;
  consumer: string | null;
}

const MOST_KNOWN = 50_000;

/** What sidecars said when they were last read: those that lie there as they lay are not read again. */
export class SidecarMemory {
  private readonly known = new Map<string, { print: string; named: Named }>();

  of(path: string, read: () => Sidecar | null): Named {
    const stats = lstatSync(toFsPath(path), { throwIfNoEntry: false });
    const print = stats ? `${stats.ino}/${stats.size}/${stats.mtimeMs}` : '';
    const before = this.known.get(path);
    if (before?.print === print) return before.named;
    const sidecar = read();
    const named = { producer: sidecar?.created_by ?? null, consumer: sidecar?.next_app ?? null };
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(path, { print, named });
    return named;
  }
}
