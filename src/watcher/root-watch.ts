import { stat } from 'node:fs/promises';
import { toFsPath } from '../base/byte-name';

/** A drive that goes without an event is noticed well within a minute, however large its folder and rare its scans. */
const LOOK_MS = 20_000;
/** A server that has not answered for so long is away. */
const ANSWER_MS = 20_000;

export interface RootNews {
  /** Another folder lies there now, or none. */
  changed(): void;
  silent(): void;
  /** It answers again after a silence. */
  answered(): void;
}

/** Looks at the folder itself from time to time; never blocks, and never asks twice at once. */
export class RootWatch {
  private timer: NodeJS.Timeout | null = null;
  private askedAt: number | null = null;
  private isSilent = false;
  private last: string | null = null;

  constructor(
    private readonly root: string,
    private readonly news: RootNews,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => this.look(), LOOK_MS);
  }

  close(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  /** Nothing is asked right now. */
  get hasAnswer(): boolean {
    return this.askedAt === null;
  }

  private look(): void {
    if (this.askedAt !== null) {
      if (!this.isSilent && performance.now() - this.askedAt >= ANSWER_MS - LOOK_MS / 2) {
        this.isSilent = true;
        this.news.silent();
      }
      return;
    }
    this.askedAt = performance.now();
    void this.ask().then((found) => this.heard(found));
  }

  private async ask(): Promise<string> {
    try {
      const { dev, ino } = await stat(toFsPath(this.root), { bigint: true });
      return `${dev}:${ino}`;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? 'unknown';
    }
  }

  private heard(found: string): void {
    this.askedAt = null;
    if (!this.timer) return;
    const isOther = this.last !== null && this.last !== found;
    this.last = found;
    if (this.isSilent) {
      this.isSilent = false;
      this.news.answered();
    } else if (isOther) this.news.changed();
  }
}
