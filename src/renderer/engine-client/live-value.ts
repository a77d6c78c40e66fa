import { toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import { keepSame } from '../state/keep-same';

/** One value that lies in the engine, asked again when it may have changed: one request at a time, not too often. */
export class LiveValue<T> {
  value: T | null = null;
  error: ErrorData | null = null;

  #request: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastAskedAt = -Infinity;
  #changed = true;
  #stopped = false;

  constructor(
    private readonly ask: (signal: AbortSignal) => Promise<T>,
    private readonly intervalMs: number,
    private readonly tell: () => void,
  ) {
    this.#plan();
  }

  touch(): void {
    this.#changed = true;
    this.#plan();
  }

  stop(): void {
    this.#stopped = true;
    this.#request?.abort();
    clearTimeout(this.#timer);
  }

  #plan(): void {
    if (this.#stopped || this.#request || this.#timer || !this.#changed) return;
    const wait = Math.max(0, this.#lastAskedAt + this.intervalMs - performance.now());
    this.#timer = setTimeout(() => void this.#read(), wait);
  }

  async #read(): Promise<void> {
    this.#timer = undefined;
    this.#changed = false;
    this.#lastAskedAt = performance.now();
    const request = new AbortController();
    this.#request = request;
    try {
      this.value = keepSame(this.value, await this.ask(request.signal));
      this.error = null;
    } catch (thrown) {
      this.error = toErrorData(thrown);
    }
    this.#request = null;
    if (this.#stopped) return;
    this.tell();
    this.#plan();
  }
}
