interface Wait {
  /** Named in the error when the time is over; a function sees what is missing by then. */
  what: string | (() => string);
  withinMs: number;
  everyMs?: number;
}

/** Waits for a state of other processes, which announce nothing here: looks again and again, for a bounded time. */
export async function until(holds: () => boolean, { what, withinMs, everyMs = 20 }: Wait): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > deadline) {
      throw new Error(`Not within ${withinMs / 1000} s: ${typeof what === 'string' ? what : what()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** `promise`, or after `withinMs` an error that names what did not come. */
export async function within<T>(withinMs: number, what: string | (() => string), promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Not within ${withinMs / 1000} s: ${typeof what === 'string' ? what : what()}`)),
      withinMs,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
