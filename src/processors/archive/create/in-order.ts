interface Waiting {
  /** Settles when the job is done; hands its result on when called. */
  take(): Promise<void>;
}

/** Lets jobs run side by side and hands their results on in the order in which the jobs were given. */
export class InOrder {
  private readonly waiting: Waiting[] = [];

  /** @param most so many results are waited for at once: with the size of a job that bounds the memory */
  constructor(private readonly most: number) {}

  /** Resolves when there is room for the next job. Throws what a job, or the taking of its result, throws. */
  async add<T>(job: Promise<T>, take: (result: T) => void): Promise<void> {
    // Told when its turn comes.
    job.catch(() => undefined);
    this.waiting.push({ take: async () => take(await job) });
    while (this.waiting.length >= this.most) await this.next();
  }

  /** Resolves when every result was taken. */
  async finish(): Promise<void> {
    while (this.waiting.length > 0) await this.next();
  }

  private async next(): Promise<void> {
    await this.waiting.shift()?.take();
  }
}
