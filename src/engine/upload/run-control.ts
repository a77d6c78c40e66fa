/** Lets uploads rest and go on. What is being sent meanwhile may time out: then it is sent again, and is no failure. */
export class RunControl {
  private resumed: PromiseWithResolver | null = null;
  private pauses = 0;

  get isPaused(): boolean {
    return this.resumed !== null;
  }

  /** Grows with each pause; who remembers it can tell whether there was one since. */
  get pauseCount(): number {
    return this.pauses;
  }

  pause(): void {
    if (this.resumed) return;
    this.pauses += 1;
    this.resumed = withResolver();
  }

  resume(): void {
    this.resumed?.resolve();
    this.resumed = null;
  }

  /** At once, unless it is paused. */
  async whenRunning(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (!this.resumed) return;
    const { promise } = this.resumed;
    await new Promise<void>((resolve, reject) => {
      const abort = (): void => reject(signal.reason as Error);
      signal.addEventListener('abort', abort, { once: true });
      void promise.then(() => {
        signal.removeEventListener('abort', abort);
        resolve();
      });
    });
  }
}

interface PromiseWithResolver {
  promise: Promise<void>;
  resolve: () => void;
}

function withResolver(): PromiseWithResolver {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
