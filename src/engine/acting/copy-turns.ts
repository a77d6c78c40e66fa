import { Turns } from '../turns';
import type { ActedFile } from './action';

/** Of files with the same bytes one is judged at a time: so one of them has no copy yet, and each other one knows of it. */
export class CopyTurns {
  private readonly ofContent = new Map<string, Turns>();

  /** @returns to be called when the ledger has its end; null where nobody can have the same bytes. Resolves at the signal, too */
  take({ sha256, size }: Pick<ActedFile, 'sha256' | 'size'>, signal: AbortSignal): Promise<(() => void) | null> {
    if (sha256 === null || size === 0) return Promise.resolve(null);
    const turns = this.ofContent.get(sha256) ?? this.begin(sha256);
    return turns.take(signal);
  }

  private begin(sha256: string): Turns {
    const turns = new Turns(
      () => 1,
      () => {
        if (turns.underWay + turns.waitingCount === 0) this.ofContent.delete(sha256);
      },
    );
    this.ofContent.set(sha256, turns);
    return turns;
  }
}
