import { toErrorData, type ErrorData } from '../../../../shared/errors/filemill-error';

export interface Question<T> {
  /** Names the answer; it holds the version of what is asked about. */
  key: string;
  ask: (signal: AbortSignal) => Promise<T>;
}

export interface Answer<T> {
  value: T | null;
  error: ErrorData | null;
}

interface Entry<T> extends Answer<T> {
  /** How many want it now. */
  wanted: number;
  request: AbortController | null;
}

const NONE: Answer<never> = { value: null, error: null };

/**
 * Answers that never change once they are there: asked for once, however many want one; cancelled when nobody does any
 * more; the last few are kept for those who come back.
 */
export class KeptAnswers<T> {
  /** Grows with every answer. */
  version = 0;

  /** In the order in which they were wanted last. */
  #entries = new Map<string, Entry<T>>();
  #listeners = new Set<() => void>();

  constructor(private readonly most: number) {}

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  find(key: string): Answer<T> {
    return this.#entries.get(key) ?? NONE;
  }

  /** Wants an answer until the returned function is called. One that failed is asked for again. */
  want({ key, ask }: Question<T>): () => void {
    const entry = this.#entries.get(key) ?? { value: null, error: null, wanted: 0, request: null };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    entry.wanted += 1;
    if (entry.value === null && !entry.request) this.#request(entry, ask);
    this.#prune();
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      entry.wanted -= 1;
      // Whoever wants it in the next breath, as views do that change, need not ask anew.
      queueMicrotask(() => this.#leave(key, entry));
    };
  }

  #request(entry: Entry<T>, ask: Question<T>['ask']): void {
    const request = new AbortController();
    entry.request = request;
    entry.error = null;
    const settle = (answer: Partial<Answer<T>>): void => {
      if (entry.request !== request) return;
      entry.request = null;
      Object.assign(entry, answer);
      this.version += 1;
      for (const listener of this.#listeners) listener();
    };
    ask(request.signal).then(
      (value) => settle({ value }),
      (thrown: unknown) => settle({ error: toErrorData(thrown) }),
    );
  }

  #leave(key: string, entry: Entry<T>): void {
    if (entry.wanted > 0 || entry.value !== null) return;
    entry.request?.abort();
    entry.request = null;
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
  }

  #prune(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#entries.size <= this.most) return;
      if (entry.wanted === 0) this.#entries.delete(key);
    }
  }
}
