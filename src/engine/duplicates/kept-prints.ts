import type { Database } from '../store/database';
import type { Kind } from './compared-kinds';

/** Of each kind: some MB at most. */
const MOST_KEPT = 2_000;

/** Prints that were asked for lately: contents of one burst are compared with the same few hundred again and again. */
export class KeptPrints {
  private readonly kept = new Map<Kind, Map<string, Uint8Array>>();

  constructor(private readonly database: Database) {}

  /** @returns undefined where the bytes have none, or none that this version of Filemill can compare */
  of(kind: Kind, sha256: string): Uint8Array | undefined {
    const known = this.kept.get(kind)?.get(sha256);
    if (known) return known;
    const print = kind.read(this.database, sha256)?.print;
    if (!print || !kind.isValid(print)) return undefined;
    this.keep(kind, sha256, print);
    return print;
  }

  keep(kind: Kind, sha256: string, print: Uint8Array): void {
    const prints = this.kept.get(kind) ?? new Map<string, Uint8Array>();
    this.kept.set(kind, prints);
    if (prints.size >= MOST_KEPT) for (const oldest of prints.keys()) if (prints.delete(oldest)) break;
    prints.set(sha256, print);
  }

  /** It was read anew, or lies nowhere any more. */
  drop(sha256: string): void {
    for (const prints of this.kept.values()) prints.delete(sha256);
  }
}
