import { backoffMs } from '../../base/backoff';
import type { UploadClock } from './upload-clock';

const FIRST_MS = 500;
const MAX_MS = 60_000;

/**
 * What all requests to one endpoint pass. While it answers, all do. Once it does not, or asks for patience, they wait, and one
 * at a time is let through after a growing pause to see whether it is back: an outage costs some ten requests a minute,
 * however many files wait.
 */
export class EndpointGate {
  private failures = 0;
  private notBefore = 0;
  private isProbing = false;
  private failingSince: number | null = null;
  private wake: (() => void)[] = [];

  constructor(private readonly clock: UploadClock) {}

  /** Milliseconds for which it has not answered; null while it does. */
  get failingForMs(): number | null {
    return this.failingSince === null ? null : this.clock.elapsed() - this.failingSince;
  }

  /** Waits for one's turn; each is followed by `succeeded`, `failed` or `gaveUp`. */
  async enter(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const waitMs = this.notBefore - this.clock.elapsed();
      if (this.failures === 0) return;
      if (waitMs > 0) await this.clock.pause(waitMs, signal);
      else if (this.isProbing) await this.probed(signal);
      else {
        this.isProbing = true;
        return;
      }
    }
  }

  succeeded(): void {
    this.failures = 0;
    this.notBefore = 0;
    this.failingSince = null;
    this.endProbe();
  }

  failed(): void {
    // Those that were under way together fail together: one outage, not several.
    if (this.failures === 0 || this.isProbing) {
      this.failures += 1;
      this.failingSince ??= this.clock.elapsed();
      this.notBefore = this.clock.elapsed() + backoffMs(this.failures, FIRST_MS, MAX_MS, this.clock.random());
    }
    this.endProbe();
  }

  /** Called off, or failed for a reason that says nothing about the endpoint. */
  gaveUp(): void {
    this.endProbe();
  }

  private endProbe(): void {
    this.isProbing = false;
    for (const wake of this.wake.splice(0)) wake();
  }

  private probed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(signal.reason as Error);
      signal.addEventListener('abort', abort, { once: true });
      this.wake.push(() => {
        signal.removeEventListener('abort', abort);
        resolve();
      });
    });
  }
}
