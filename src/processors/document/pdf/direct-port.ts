type Listener = (event: { data: unknown }) => void;

/**
 * One end of a channel between the two halves of the PDF library inside one process. Its own channel copies every
 * message deeply; here only what the sender goes on filling is copied, one level deep. Good for text and for lists of
 * drawing operations; drawing itself needs the library's own.
 */
export class DirectPort {
  private readonly listeners = new Set<Listener>();
  private readonly turn = Promise.resolve();
  private other: DirectPort | null = null;

  static pair(): [DirectPort, DirectPort] {
    const ends: [DirectPort, DirectPort] = [new DirectPort(), new DirectPort()];
    [ends[0].other, ends[1].other] = [ends[1], ends[0]];
    return ends;
  }

  postMessage(message: { chunk?: unknown }): void {
    const { chunk } = message;
    const data = chunk === undefined ? message : { ...message, chunk: copyOf(chunk) };
    void this.turn.then(() => {
      for (const listener of this.other?.listeners ?? []) listener.call(this.other, { data });
    });
  }

  addEventListener(_name: string, listener: Listener): void {
    this.listeners.add(listener);
  }

  removeEventListener(_name: string, listener: Listener): void {
    this.listeners.delete(listener);
  }

  terminate(): void {
    this.listeners.clear();
  }
}

/** Pieces of text get new lists from their sender, lists of drawing operations are emptied and filled again. */
function copyOf(chunk: unknown): unknown {
  if (typeof chunk !== 'object' || chunk === null) return chunk;
  if (!('fnArray' in chunk)) return 'items' in chunk ? { ...chunk } : chunk;
  const lists = Object.entries(chunk).map(([key, value]: [string, unknown]) => [key, Array.isArray(value) ? [...value] : value]);
  return Object.fromEntries(lists);
}
